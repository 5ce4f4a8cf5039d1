package io.storyportal.gateway.embedding;

import io.storyportal.gateway.GatewayProperties;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;

/**
 * A program with L04's embedding model and no web server, which embeds without a pause. Stopped, it answers what it has
 * begun, as a draining server does: embeddings by a loaded model, and others by a model that must be loaded first. No
 * {@code @Configuration}, or the other tests would scan it.
 */
@Import(EmbeddingConfiguration.class)
@EnableConfigurationProperties(GatewayProperties.class)
class StoppedWhileEmbedding {

    static final String BUSY = "embedding";
    static final String DRAINED = "drained";

    public static void main(String[] arguments) throws InterruptedException {
        var application = new SpringApplicationBuilder(StoppedWhileEmbedding.class)
                .web(WebApplicationType.NONE)
                .run(arguments);
        var embedder = application.getBean(Embedder.class);
        embedder.embed(List.of("the first")).block();
        System.out.println(BUSY);
        Mono.defer(() -> embedder.embed(List.of("one more")))
                .repeat()
                .onErrorComplete()
                .subscribe();
        application.getBean(Server.class).await();
    }

    @Bean
    Server server(Embedder loaded, GatewayProperties properties) {
        return new Server(loaded, properties);
    }

    /** Keeps the JVM alive until it is stopped, and drains afterwards. */
    static final class Server implements SmartLifecycle {

        private final Embedder loaded;
        private final GatewayProperties properties;
        private final CountDownLatch running = new CountDownLatch(1);
        private volatile boolean started;

        Server(Embedder loaded, GatewayProperties properties) {
            this.loaded = loaded;
            this.properties = properties;
        }

        void await() throws InterruptedException {
            running.await();
        }

        @Override
        public void start() {
            started = true;
        }

        @Override
        public void stop() {
            running.countDown();
            for (int each = 0; each < 20; each++) {
                loaded.embed(List.of("the rest of a request")).block();
            }
            var loading = new Embedder(properties.embedding());
            loading.embed(List.of("a request that came before the model was there"))
                    .block();
            loading.close();
            System.out.println(DRAINED);
        }

        @Override
        public boolean isRunning() {
            return started && running.getCount() > 0;
        }
    }
}

package io.storyportal.data.history;

import io.storyportal.data.database.Database;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.identity.KeyFolder;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

    private static final Duration ALWAYS = Duration.ofMillis(Long.MAX_VALUE);

    private final Mono<CheckpointKeys> keys;

    /** The key is read when it is first needed, and again should that fail. */
    HistoryConfiguration(KeyFolder folder, PortalProperties properties) {
        this.keys = Mono.fromCallable(() -> new CheckpointKeys(folder.privateKey(properties.layer())))
                .subscribeOn(Schedulers.boundedElastic())
                .cache(found -> ALWAYS, failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    @Bean
    Checkpointer checkpointer(Database database) {
        return new Checkpointer(database, keys);
    }

    @Bean
    HistoryVerifier historyVerifier(Database database, JsonMapper json) {
        return new HistoryVerifier(database, json, keys, Schedulers.parallel());
    }
}

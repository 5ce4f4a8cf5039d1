package io.storyportal.kit.testing;

import io.storyportal.kit.web.identity.KeyFolder;
import io.storyportal.kit.web.identity.TokenSigner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Gives a test's application context its servers, keys and folders. */
public final class LayerTestInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Nothing listens on port 1: a call to a layer that the test does not play fails at once. */
    private static final String UNREACHABLE = "http://127.0.0.1:1";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        String layer = environment.getRequiredProperty("portal.layer");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("portal.profile", "dev");
        properties.put("portal.home", TestFolders.temporary("home-" + layer).toString());
        properties.put("portal.keys-dir", TestKeys.folder().folder().toString());
        properties.put(
                "springdoc.paths-to-exclude",
                "/health/live,/health/ready,/health/startup,/health/detailed,/actuator/**");
        properties.put("springdoc.writer-with-order-by-keys", "true");
        properties.put("springdoc.default-produces-media-type", "application/json");
        properties.put("springdoc.api-docs.version", "openapi_3_0");
        properties.put("logging.level.org.springframework.test.web.reactive.server.ExchangeResult", "off");
        allLayers()
                .filter(id -> !environment.containsProperty("portal.urls." + id))
                .forEach(id -> properties.put("portal.urls." + id, UNREACHABLE));
        if (context.getClassLoader() != null && context.getClassLoader().getResource("db/migration") != null) {
            properties.put("portal-data.database.url", RealServers.newDatabase(layer));
        }
        properties.put("portal-data.redis.url", RealServers.redisUrl());
        environment.getPropertySources().addFirst(new MapPropertySource("layer-test", properties));
    }

    private static Stream<String> allLayers() {
        return IntStream.range(0, 15).mapToObj("l%02d"::formatted);
    }

    /** One key folder for all tests of a JVM, with a pair for each layer, and signers that have read theirs. */
    static final class TestKeys {

        private static final KeyFolder FOLDER = make();
        private static final Map<String, TokenSigner> SIGNERS =
                allLayers().collect(Collectors.toUnmodifiableMap(Function.identity(), TestKeys::load));

        private TestKeys() {}

        static KeyFolder folder() {
            return FOLDER;
        }

        static TokenSigner signer(String service) {
            return Objects.requireNonNull(SIGNERS.get(service));
        }

        private static TokenSigner load(String service) {
            var signer = new TokenSigner(service, FOLDER, Clock.systemUTC());
            signer.load();
            return signer;
        }

        private static KeyFolder make() {
            Path folder = TestFolders.temporary("keys");
            KeyFolder keys = new KeyFolder(folder);
            allLayers().forEach(keys::ensure);
            return keys;
        }
    }
}

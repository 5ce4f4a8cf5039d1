package io.storyportal.apigateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.apigateway.ApiGatewayApplication;
import io.storyportal.kit.testing.TestFolders;
import io.storyportal.kit.web.caller.DevKey;
import io.storyportal.kit.web.identity.KeyFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

@Tag("l09")
class DevKeyTest {

    @Test
    void theProductionProfileDoesNotStartWhenTheDevKeyWouldBeAccepted() {
        assertThatThrownBy(() -> start("--portal.profile=production", "--l09.accept-dev-key=true"))
                .rootCause()
                .hasMessageContaining("l09.accept-dev-key is true in the production profile");
    }

    @Test
    void theProductionProfileDoesNotKnowTheDevKey() {
        assertThat(statusFor(DevKey.VALUE, "--portal.profile=production")).isNotEqualTo(200);
    }

    @Test
    void theDevProfileKnowsItUnlessItIsTurnedOff() {
        assertThat(statusFor(DevKey.VALUE, "--portal.profile=dev")).isEqualTo(200);
        assertThat(statusFor(DevKey.VALUE, "--portal.profile=dev", "--l09.accept-dev-key=false"))
                .isNotEqualTo(200);
    }

    /** The doors stay open until the JVM ends: closing one would end the event loops of the other tests' doors. */
    private static int statusFor(String key, String... arguments) {
        ConfigurableApplicationContext door = start(arguments);
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + door.getEnvironment().getProperty("local.server.port"))
                .build()
                .get()
                .uri("/api/v1/session")
                .header("X-API-Key", key)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        Path keys = TestFolders.temporary("door-keys");
        new KeyFolder(keys).ensure("l09");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=0");
        all.add("--portal.keys-dir=" + keys);
        List.of("l01", "l02", "l03", "l04", "l05", "l10")
                .forEach(layer -> all.add("--portal.urls." + layer + "=http://127.0.0.1:1"));
        return new SpringApplicationBuilder(ApiGatewayApplication.class).run(all.toArray(String[]::new));
    }
}

package io.storyportal.apigateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.apigateway.DoorTestBase;
import io.storyportal.apigateway.FakeLayer;
import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.testing.Problems;
import java.net.URI;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("l09")
class KeysTest extends DoorTestBase {

    @Autowired
    private RedisConnections redis;

    @Test
    void takesTheKeyFromEitherHeader() {
        key("either", "GUEST", "STANDARD");

        with("either").get().uri("/api/v1/goals").exchange().expectStatus().isOk();
        anybody()
                .get()
                .uri("/api/v1/goals")
                .header("Authorization", "Bearer either")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void asksL01OnceForManyRequests() {
        key("frequent", "GUEST", "STANDARD");

        IntStream.range(0, 5).forEach(i -> with("frequent")
                .get()
                .uri("/api/v1/goals")
                .exchange()
                .expectStatus()
                .isOk());

        assertThat(questions()).isEqualTo(1);
    }

    @Test
    void asksL01AsItselfAndNotAsTheClient() {
        with(key("asked", "GUEST", "STANDARD")).get().uri("/api/v1/goals").exchange();

        assertThat(L01.last().headers()).containsKey("authorization").doesNotContainKey("x-api-key");
    }

    @Test
    void aRevokedKeyStopsWorkingWithinItsMemory() {
        with(key("leaver", "GUEST", "STANDARD"))
                .get()
                .uri("/api/v1/goals")
                .exchange()
                .expectStatus()
                .isOk();

        revoke("leaver");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> Problems.expect(
                        with("leaver").get().uri("/api/v1/goals").exchange(), 401, "E9011"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/api-keys/7", "/api/v1/%61pi-keys/7"})
    void aKeyRevokedThroughThisDoorStopsWorkingAtOnce(String path) {
        String fired = "fired" + path.hashCode();
        with(key(fired, "GUEST", "STANDARD"))
                .get()
                .uri("/api/v1/goals")
                .exchange()
                .expectStatus()
                .isOk();
        L01.on("/api/api-keys/7", (request, response) -> {
            revoke(fired);
            return response.status(204).send();
        });

        with(key("boss", "ADMIN", "STANDARD"))
                .delete()
                .uri(URI.create("http://127.0.0.1:" + port + path))
                .exchange()
                .expectStatus()
                .isNoContent();

        Problems.expect(with(fired).get().uri("/api/v1/goals").exchange(), 401, "E9011");
    }

    @Test
    void aKeyRevokedElsewhereStopsWorkingWhenTheEventComes() {
        with(key("moved", "GUEST", "STANDARD"))
                .get()
                .uri("/api/v1/goals")
                .exchange()
                .expectStatus()
                .isOk();
        revoke("moved");

        Awaitility.await().atMost(Duration.ofSeconds(4)).untilAsserted(() -> {
            redis.commands()
                    .flatMap(commands -> commands.publish("events:api_key.revoked", "{}"))
                    .block();
            Problems.expect(with("moved").get().uri("/api/v1/goals").exchange(), 401, "E9011");
        });
    }

    @Test
    void withoutL01NobodyIsTurnedAwayAsUnknown() {
        L01.on("/api/api-keys/resolve", FakeLayer.json(500, "{}"));

        Problems.expect(with("whoever").get().uri("/api/v1/goals").exchange(), 503, "E9122");
    }

    @Test
    void anAddressThatGuessesKeysIsSlowedDown() {
        key("honest", "GUEST", "STANDARD");

        boolean refused = IntStream.range(0, 4_000)
                .peek(i -> assertThat(statusFor("honest")).isEqualTo(200))
                .anyMatch(i -> statusFor("guess-" + i) == 429);

        assertThat(refused).isTrue();
        // It is remembered, so nobody has to be asked.
        assertThat(statusFor("honest")).isEqualTo(200);
        Awaitility.await().untilAsserted(() -> assertThat(statusFor(key("newcomer", "GUEST", "STANDARD")))
                .isEqualTo(200));
    }

    private int statusFor(String key) {
        // Read to its end: an answer left unread keeps its connection.
        return with(key)
                .get()
                .uri("/api/v1/goals")
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private static long questions() {
        return L01.seen().stream()
                .filter(seen -> seen.uri().equals("/api/api-keys/resolve"))
                .count();
    }
}

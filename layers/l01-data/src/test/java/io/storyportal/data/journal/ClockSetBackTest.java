package io.storyportal.data.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.MovableClock;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.testing.Tokens;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** The clock of the machine is set back by an hour while L01 runs: order is a matter of positions, not of times. */
@Import(ClockSetBackTest.SetClock.class)
class ClockSetBackTest extends Scene {

    @TestConfiguration
    static class SetClock {
        @Bean
        MovableClock clock() {
            return new MovableClock();
        }
    }

    @Autowired
    private MovableClock clock;

    private Api before;

    @BeforeEach
    void begin() {
        before = newTenant().at(clock);
    }

    private Api anHourEarlier() {
        clock.move(Duration.ofHours(-1));
        return before.at(clock);
    }

    private static Map<String, Object> event(UUID aggregate, long expected) {
        return Map.of(
                "event_type",
                "custom.noted",
                "aggregate_id",
                aggregate,
                "payload",
                Map.of("n", expected),
                "expected_version",
                expected);
    }

    @Test
    void goesOnCountingPositionsAndVersions() {
        UUID aggregate = Ids.uuid7();
        for (int version = 0; version < 3; version++) {
            before.create("/api/events", event(aggregate, version));
        }
        Api after = anHourEarlier();
        for (int version = 3; version < 6; version++) {
            after.create("/api/events", event(aggregate, version));
        }
        Problems.expect(after.post("/api/events", event(aggregate, 3)), 409, "E1009");
        JsonNode events = after.read("/api/events").path("items");
        assertThat(numbers(events, "position")).isEqualTo(oneToSix());
        assertThat(numbers(events, "version")).isEqualTo(oneToSix());
        assertThat(Instant.parse(events.get(3).path("created_at").asString()))
                .isBefore(Instant.parse(events.get(2).path("created_at").asString()));
        assertThat(numbers(after.read("/api/events?after=3").path("items"), "position"))
                .containsExactly(4L, 5L, 6L);
        String verified = new String(after.get("/api/history/verification")
                .expectBody()
                .returnResult()
                .getResponseBody());
        assertThat(verified).contains("event:done").contains("\"position\":6").doesNotContain("\"finding\":{");
    }

    @Test
    void changesWhatWasMadeAtATimeThatIsYetToComeAndLooksBackByPosition() {
        String path = "/api/goals/"
                + before.create("/api/goals", Map.of("description", "x"))
                        .path("id")
                        .asString();
        Api after = anHourEarlier();
        Api.json(after.patch(path, Map.of("priority", 9)).expectStatus().isOk());
        JsonNode goal = after.read(path);
        assertThat(goal.path("priority").asInt()).isEqualTo(9);
        assertThat(goal.path("version").asInt()).isEqualTo(2);
        String history = path.replace("/api/", "/api/history/");
        assertThat(after.read(history + "?position=1").path("priority").asInt()).isEqualTo(5);
        assertThat(after.read(history + "?at=" + clock.instant())).isEqualTo(goal);
    }

    @Test
    void givesARetryItsFirstAnswer() {
        Map<String, Object> event = event(Ids.uuid7(), 0);
        JsonNode first = Api.json(
                before.post("/api/events", event, "once").expectStatus().isCreated());
        Api after = anHourEarlier();
        assertThat(Api.json(after.post("/api/events", event, "once"))).isEqualTo(first);
        Problems.expect(after.post("/api/events", event(Ids.uuid7(), 0), "once"), 422, "E1016");
    }

    @Test
    void refusesTokensThatAreFromTheFutureNow() {
        String signed = Tokens.of("l05", "l01", new Caller(before.tenant(), "ann", Set.of(Role.ADMIN), null), clock);
        clock.move(Duration.ofHours(-1));
        Problems.expect(
                before.client()
                        .get()
                        .uri("/api/events")
                        .headers(headers -> headers.setBearerAuth(signed))
                        .exchange(),
                401,
                "E1011");
    }

    private static List<Long> oneToSix() {
        return LongStream.rangeClosed(1, 6).boxed().toList();
    }

    private static List<Long> numbers(JsonNode events, String field) {
        List<Long> numbers = new ArrayList<>();
        events.forEach(event -> numbers.add(event.path(field).asLong()));
        return numbers;
    }
}

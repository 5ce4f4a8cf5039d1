package io.storyportal.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.client.l01.model.EventEnvelope;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.ui.UiServer;
import io.storyportal.ui.played.Records;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@LayerTest
@Tag("l10")
@TestPropertySource(properties = {"l10.socket.greeting=1s", "l10.socket.buffer=32", "l10.socket.ping=300ms"})
class EventStreamTest extends UiServer {

    private TenantId tenant = TenantId.DEFAULT;
    private Records records = L01.of(tenant.toString());

    @BeforeEach
    void aTenantOfItsOwn() {
        tenant = new TenantId(Ids.uuid7());
        records = L01.of(tenant.toString());
    }

    @Test
    void sendsWhatWasMissedThenSaysThatItIsLiveThenFollows() throws Exception {
        happen(3);
        try (Browser browser = open("{\"after\": 1}")) {
            assertThat(browser.positionsUpTo(3)).containsExactly(2L, 3L);
            assertThat(browser.next().get("type").asString()).isEqualTo("live");
            happen(1);
            JsonNode event = browser.next().get("event");
            assertThat(event.get("position").asLong()).isEqualTo(4);
            assertThat(event.get("event_type").asString()).isEqualTo("task.completed");
            assertThat(event.get("payload").get("number").asInt()).isZero();
        }
    }

    @Test
    void beginsAtTheEndWhenNothingElseIsAskedFor() throws Exception {
        happen(5);
        try (Browser browser = open("{}")) {
            JsonNode live = browser.next();
            assertThat(live.get("type").asString()).isEqualTo("live");
            assertThat(live.get("position").asLong()).isEqualTo(5);
        }
    }

    @Test
    void beginsThatManyEventsBeforeTheEnd() throws Exception {
        happen(40);
        try (Browser browser = open("{\"last\": 3}")) {
            assertThat(browser.positionsUpTo(40)).containsExactly(38L, 39L, 40L);
        }
    }

    @Test
    void backfillsMoreThanABufferHolds() throws Exception {
        happen(1200);
        try (Browser browser = open("{\"after\": 0}")) {
            assertThat(browser.positionsUpTo(1200))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 1200).boxed().toList());
        }
    }

    @Test
    void sendsOnlyTheTypesAskedFor() throws Exception {
        happen(2);
        UUID goal = Ids.uuid7();
        records.append("goal.created", goal, Map.of());
        try (Browser browser = open("{\"after\": 0, \"types\": [\"goal.*\", \"plan.failed\"]}")) {
            assertThat(browser.next("event").get("event").get("event_type").asString())
                    .isEqualTo("goal.created");
            browser.next("live");
            happen(1);
            records.append("goal.completed", goal, Map.of());
            assertThat(browser.next("event").get("event").get("event_type").asString())
                    .isEqualTo("goal.completed");
        }
    }

    @Test
    void leavesLongValuesOutOfAFrameAndSaysSo() throws Exception {
        records.append(
                "task.completed",
                Ids.uuid7(),
                Map.of("status", "completed", "attempt", 2, "output_data", Map.of("rows", "x".repeat(100_000))));
        try (Browser browser = open("{\"after\": 0}")) {
            JsonNode frame = browser.next("event");
            assertThat(frame.get("truncated").asBoolean()).isTrue();
            assertThat(frame.get("event").get("payload").propertyNames())
                    .containsExactlyInAnyOrder("status", "attempt");
        }
    }

    @Test
    void neverSendsAnotherTenantsEvents() throws Exception {
        L01.of(OTHER.toString()).append("goal.created", Ids.uuid7(), Map.of("description", "not yours"));
        happen(1);
        try (Browser browser = open("{\"after\": 0}")) {
            assertThat(browser.next().get("event").get("event_type").asString()).isEqualTo("task.completed");
            assertThat(browser.next().get("type").asString()).isEqualTo("live");
        }
    }

    @Test
    void saysThatItIsStaleWhileL01IsAwayAndLosesNothing() throws Exception {
        happen(2);
        try (Browser browser = open("{\"after\": 0}")) {
            browser.next("live");
            L01.stop();
            try {
                browser.next("stale");
                happen(2);
            } finally {
                L01.start();
            }
            assertThat(browser.positionsUpTo(4)).containsExactly(3L, 4L);
            browser.next("live");
        }
    }

    @Test
    void tellsABrowserThatReadsTooSlowlyToComeBack() throws Exception {
        try (Browser browser = Browser.stalled(webSocket(), tokenOf(tenant)).say("{\"after\": 0}")) {
            browser.next("live");
            Awaitility.await().until(() -> records.followers() == 1);
            String heavy = "x".repeat(15 * 1024);
            for (int number = 0; number < 2500; number++) {
                records.append("task.completed", Ids.uuid7(), Map.of("text", heavy));
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> records.followers() == 0);
            browser.goOnReading();
            assertThat(browser.closed().code()).isEqualTo(4429);
        }
    }

    @Test
    void refusesAFirstFrameItCannotUnderstand() {
        for (String frame : new String[] {
            "hello",
            "[]",
            "null",
            "{\"after\": -1}",
            "{\"after\": \"many\"}",
            "{\"last\": 501}",
            "{\"after\": 1, \"last\": 1}",
            "{\"types\": [\"DROP TABLE\"]}",
            "{\"types\": [null]}",
            "{\"since\": 3}"
        }) {
            try (Browser browser = open(frame)) {
                assertThat(browser.closed().code()).as(frame).isEqualTo(4400);
                assertThat(browser.closed().reason()).as(frame).isNotBlank();
            }
        }
    }

    @Test
    void closesAStreamOnWhichNothingIsAskedFor() {
        try (Browser browser = Browser.open(webSocket(), tokenOf(tenant))) {
            assertThat(browser.closed().code()).isEqualTo(4408);
        }
    }

    @Test
    void letsNobodyInWithoutAToken() {
        assertThatThrownBy(() -> Browser.open(webSocket(), "not-a-token")).hasMessageContaining("Handshake");
    }

    @Test
    void answersAPlainRequestWithAProblemThatNamesTheOtherWays() {
        Problems.expect(as(tenant).get().uri("/ws/events").exchange(), 426, "E10100");
    }

    private Browser open(String firstFrame) {
        return Browser.open(webSocket(), tokenOf(tenant)).say(firstFrame);
    }

    private void happen(int events) {
        IntStream.range(0, events)
                .mapToObj(number -> Map.<String, Object>of("number", number))
                .forEach(payload -> {
                    EventEnvelope event = records.append("task.completed", Ids.uuid7(), payload);
                    assertThat(event.getPosition()).isPositive();
                });
    }
}

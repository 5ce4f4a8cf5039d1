package io.storyportal.qa.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.cli.terminal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * kill -9 of every part while goals run: the launcher brings it back, every accepted goal finishes, and no task's
 * result is committed twice.
 */
@Tag("stories")
@ExtendWith(FleetExtension.class)
class KillStoryIT {

    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final int GOALS_AT_ONCE = 2;
    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");

    private final StoryFleet fleet;
    private final Outside door;
    private int number;

    KillStoryIT(StoryFleet fleet) {
        this.fleet = fleet;
        this.door = Outside.developer(fleet);
    }

    @Test
    void finishesEveryAcceptedGoalWhateverIsKilledOnce() {
        var victims = everyPart();
        Collections.shuffle(victims, new Random(42));
        survive(victims);
    }

    @Test
    @Tag("slow")
    void finishesEveryAcceptedGoalUnderTenMinutesOfKilling() {
        var end = Instant.now().plus(Duration.ofMinutes(10));
        var random = new Random(4711);
        while (Instant.now().isBefore(end)) {
            var victims = everyPart();
            Collections.shuffle(victims, random);
            survive(victims);
        }
    }

    private List<String> everyPart() {
        var parts = new ArrayList<>(List.of("postgres", "redis"));
        parts.addAll(fleet.layers());
        return parts;
    }

    private void survive(List<String> victims) {
        var accepted = new ArrayList<String>();
        for (var victim : victims) {
            accepted.addAll(acceptGoals());
            killAndAwaitReturn(victim);
        }
        accepted.forEach(this::awaitCompletion);
        accepted.forEach(this::assertCommittedOnce);
    }

    /** What is accepted counts; a refusal while a part is away is an answer too. */
    private List<String> acceptGoals() {
        return IntStream.range(0, GOALS_AT_ONCE)
                .mapToObj(i ->
                        fleet.portal("goal", "Profile the orders and write a report", "--file", orders(), "--json"))
                .filter(result -> result.code() == 0)
                .map(result -> Json.parse(result.out()).path("goal_id").asString())
                .toList();
    }

    private String orders() {
        var csv = new StringBuilder("order_id,sku,price\n");
        for (var row = 0; row < 2000; row++) {
            csv.append("%d-%d,SKU%d,%d.50%n".formatted(number, row, row % 31, row % 97));
        }
        return fleet.file("orders-%d.csv".formatted(number++), csv.toString());
    }

    private void killAndAwaitReturn(String victim) {
        var before = fleet.component(victim);
        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();
        await("the return of " + victim).atMost(RECOVERY).until(() -> {
            var now = fleet.component(victim);
            return now.state().equals("ready") && now.pid() != before.pid() && now.restarts() > before.restarts();
        });
    }

    private void awaitCompletion(String goal) {
        var ended = await("the end of goal " + goal)
                .atMost(RECOVERY)
                .ignoreExceptions()
                .until(() -> door.get("/api/v1/goals/" + goal), seen -> ENDED.contains(statusOf(seen)));
        assertThat(statusOf(ended)).as(ended.toString()).isEqualTo("completed");
    }

    private static String statusOf(JsonNode goal) {
        return goal.path("status").asString();
    }

    private void assertCommittedOnce(String goal) {
        var report = door.get("/api/v1/goals/" + goal + "/report");
        assertThat(report.path("documents").valueStream().map(document -> document.path("title")
                        .asString()))
                .as("documents of " + goal)
                .hasSize(2)
                .doesNotHaveDuplicates();
        for (var task : report.path("tasks")) {
            var events =
                    door.get("/api/v1/events?aggregate_id=" + task.path("id").asString());
            assertThat(events.path("items").valueStream().filter(KillStoryIT::isCompletion))
                    .as("completions of task %s of goal %s", task.path("name").asString(), goal)
                    .hasSize(1);
        }
        var stored = new HashMap<String, Integer>();
        report.path("documents")
                .forEach(document -> stored.merge(document.path("title").asString(), 1, Integer::sum));
        stored.forEach((title, times) -> assertThat(times).as(title).isEqualTo(1));
    }

    private static boolean isCompletion(JsonNode event) {
        return event.path("event_type").asString().equals("task.completed");
    }
}

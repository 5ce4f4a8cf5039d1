package io.storyportal.qa.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.cli.terminal.Json;
import io.storyportal.qa.stories.Goals.Accepted;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Plans under way are paused, resumed, cancelled and retried through the door. A page that waits holds them up. */
@Tag("stories")
@ExtendWith(FleetExtension.class)
class ControlStoryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String HTML = "<html lang=en><title>Held up</title><h1>Held up</h1></html>";

    private final Site site;
    private final Outside door;
    private final Goals goals;
    private final CountDownLatch open = new CountDownLatch(1);

    ControlStoryIT(StoryFleet fleet, Site site) {
        this.site = site;
        this.door = Outside.developer(fleet);
        this.goals = new Goals(door);
    }

    @Test
    void staysPausedUntilItIsResumedAndDoesNothingTwice() {
        var accepted = heldUp("/pausing");
        var paused = move(accepted, "pause");
        assertThat(paused.statusCode()).as(paused.body()).isEqualTo(200);
        assertThat(Goals.status(Json.parse(paused.body()))).isEqualTo("paused");

        open.countDown();
        awaitAgent(accepted, "suspended");
        // Others come and go meanwhile.
        site.page("/passing", HTML);
        goals.reportOf(goals.send("Audit the web site " + site.url("/passing")), "completed");

        var plan = goals.plan(accepted);
        assertThat(Goals.status(plan)).isEqualTo("paused");
        assertThat(Goals.status(Goals.task(plan, "audit"))).isEqualTo("completed");
        assertThat(Goals.status(Goals.task(plan, "page"))).isEqualTo("completed");
        assertThat(Goals.status(Goals.task(plan, "report"))).isEqualTo("pending");
        assertThat(Goals.status(goals.report(accepted))).isEqualTo("paused");
        assertRefused(move(accepted, "pause"), "E5104");

        assertThat(move(accepted, "resume").statusCode()).isEqualTo(200);
        var report = goals.reportOf(accepted, "completed");
        assertThat(report.path("documents").size()).isEqualTo(2);
        assertThat(report.path("tasks").valueStream())
                .allSatisfy(task -> assertThat(task.path("attempts").asInt()).isEqualTo(1));
        assertThat(site.visits("/pausing")).isEqualTo(2);
        awaitAgent(accepted, "terminated");
    }

    @Test
    void goesOnWhenItIsResumedBeforeItsTasksHaveEnded() {
        var accepted = heldUp("/resuming");
        assertThat(move(accepted, "pause").statusCode()).isEqualTo(200);
        assertThat(move(accepted, "resume").statusCode()).isEqualTo(200);

        open.countDown();

        assertThat(goals.reportOf(accepted, "completed").path("documents").size())
                .isEqualTo(2);
    }

    @Test
    void endsItsAgentAndItsCallsWhenItIsCancelled() {
        var accepted = heldUp("/cancelling");
        try {
            var cancelled = move(accepted, "cancel");
            assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(200);
            assertThat(Goals.status(Json.parse(cancelled.body()))).isEqualTo("cancelled");

            awaitAgent(accepted, "terminated");
            var report = goals.reportOf(accepted, "cancelled");
            assertThat(report.path("documents")).isEmpty();
            assertThat(report.path("tasks").valueStream().map(Goals::status)).containsOnly("cancelled");
            await("the end of its calls").atMost(PATIENCE).untilAsserted(() -> {
                var calls = door.get("/api/v1/tool-executions?agent_id=" + agent(accepted))
                        .path("items");
                assertThat(calls.valueStream().map(Goals::status)).hasSize(2).containsOnly("cancelled");
            });
            assertRefused(move(accepted, "resume"), "E5104");
        } finally {
            open.countDown();
        }
    }

    @Test
    void runsAgainWhatFailedOnceItsCauseIsMended() {
        site.broken("/mending");
        var accepted = goals.send("Audit the web site " + site.url("/mending"));
        var failed = goals.reportOf(accepted, "failed");
        assertThat(failed.path("error").path("message").asString()).contains("/mending");
        awaitAgent(accepted, "terminated");

        site.page("/mending", HTML);
        var retried = move(accepted, "retry");

        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        var report = goals.reportOf(accepted, "completed");
        assertThat(report.path("documents").size()).isEqualTo(2);
        assertThat(report.has("error")).isFalse();
        var plan = goals.plan(accepted);
        assertThat(plan.has("error")).as("an error of the completed plan").isFalse();
        assertThat(plan.path("tasks").valueStream())
                .allSatisfy(task -> assertThat(task.has("error")).isFalse());
        assertRefused(move(accepted, "retry"), "E5104");
    }

    /** A goal both first tasks of which wait for the page. */
    private Accepted heldUp(String path) {
        site.page(path, HTML, open);
        var accepted = goals.send("Audit the web site " + site.url(path));
        await("visits of " + path).atMost(PATIENCE).until(() -> site.visits(path) == 2);
        return accepted;
    }

    private HttpResponse<String> move(Accepted accepted, String move) {
        return door.send("POST", "/api/v1/plans/" + accepted.plan() + "/" + move, null);
    }

    private static void assertRefused(HttpResponse<String> answer, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(Json.parse(answer.body()).path("code").asString()).isEqualTo(code);
    }

    private String agent(Accepted accepted) {
        return goals.plan(accepted).path("agent_id").asString();
    }

    private void awaitAgent(Accepted accepted, String status) {
        await("an agent that is " + status)
                .atMost(PATIENCE)
                .until(() -> Goals.status(door.get("/api/v1/agents/" + agent(accepted))), status::equals);
    }
}

package io.storyportal.cli.goals;

import io.storyportal.cli.Backoff;
import io.storyportal.cli.door.Door;
import io.storyportal.cli.door.EventStream;
import io.storyportal.cli.door.RefusedException;
import io.storyportal.cli.door.UnreachableException;
import io.storyportal.cli.terminal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Follows a goal to its end. The platform may go away and come back meanwhile. */
final class GoalWatch {

    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(3));
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private final Door door;
    private final String path;
    private final Consumer<JsonNode> progress;

    /** @param progress receives the report as it grows, without documents */
    GoalWatch(Door door, String goalId, Consumer<JsonNode> progress) {
        this.door = door;
        this.path = "/api/v1/goals/" + goalId;
        this.progress = progress;
    }

    /** The whole report of the ended goal. */
    JsonNode untilDone() throws InterruptedException {
        var heard = Instant.now();
        var attempts = 0;
        while (true) {
            try {
                var more = streamOnce();
                var report = door.get(path + "/report");
                heard = Instant.now();
                if (ENDED.contains(report.path("status").asString(""))) {
                    progress.accept(report);
                    return report;
                }
                attempts = more ? 0 : attempts;
            } catch (UnreachableException e) {
                failAfterSilence(heard, e);
            } catch (RefusedException e) {
                if (!e.problem().passing()) {
                    throw e;
                }
                failAfterSilence(heard, e);
            }
            Thread.sleep(PAUSES.after(++attempts));
        }
    }

    /** True when the stream said something. */
    private boolean streamOnce() {
        var said = false;
        try (EventStream events = door.events(path + "/progress", "")) {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                said = true;
                var data = Json.parse(event.get().data());
                if (data.has("status")) {
                    progress.accept(data);
                }
                if (event.get().name().equals("done")) {
                    break;
                }
            }
        }
        return said;
    }

    private static void failAfterSilence(Instant heard, RuntimeException reason) {
        if (Duration.between(heard, Instant.now()).compareTo(LONGEST_SILENCE) > 0) {
            throw reason;
        }
    }
}

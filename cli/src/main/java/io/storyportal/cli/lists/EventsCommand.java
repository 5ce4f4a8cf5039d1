package io.storyportal.cli.lists;

import io.storyportal.cli.Backoff;
import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.door.Door;
import io.storyportal.cli.door.DoorOptions;
import io.storyportal.cli.door.RefusedException;
import io.storyportal.cli.door.UnreachableException;
import io.storyportal.cli.terminal.Json;
import io.storyportal.cli.terminal.Terminal.Tone;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code portal events}: the newest events, or all that come from now on. */
@Command(name = "events", description = "List the events of your tenant, or follow them as they happen.")
public final class EventsCommand implements Callable<Integer> {

    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

    @ParentCommand
    private Portal portal;

    @Mixin
    private DoorOptions doorOptions;

    @Option(
            names = {"-f", "--follow"},
            description = "Print events as they come, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--limit", defaultValue = "50", description = "How many at most (${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() throws InterruptedException {
        var door = doorOptions.door(portal);
        if (follow) {
            follow(door);
            return ExitCode.OK;
        }
        var page = door.get("/api/v1/events?order=desc&limit=" + limit);
        if (portal.json()) {
            portal.terminal().line(Json.pretty(page));
        } else {
            // Asked for from the newest on, read from the oldest on.
            page.path("items").valueStream().toList().reversed().forEach(this::print);
        }
        return ExitCode.OK;
    }

    /**
     * From now on; after a broken connection it continues behind the last event it printed, or behind the newest there was
     * at the start: none is lost, none comes twice.
     */
    private void follow(Door door) throws InterruptedException {
        var last = newest(door);
        var attempts = 0;
        while (true) {
            try (var events = door.events("/api/v1/events/stream", last)) {
                for (var event = events.next(); event.isPresent(); event = events.next()) {
                    last = event.get().id().isEmpty() ? last : event.get().id();
                    attempts = 0;
                    // The last event of a stream that the platform ends; it is none of the log.
                    if (!event.get().name().equals("end")) {
                        print(Json.parse(event.get().data()));
                    }
                }
            } catch (UnreachableException e) {
                // It comes back, or Ctrl-C ends this.
            } catch (RefusedException e) {
                if (!e.problem().passing()) {
                    throw e;
                }
            }
            Thread.sleep(PAUSES.after(++attempts));
        }
    }

    private static String newest(Door door) {
        var items = door.get("/api/v1/events?order=desc&limit=1").path("items");
        return items.isEmpty() ? "0" : items.get(0).path("position").asString("0");
    }

    private void print(JsonNode event) {
        var terminal = portal.terminal();
        if (portal.json()) {
            terminal.line(Json.compact(event));
            return;
        }
        var type = event.path("event_type").asString("?");
        var time = event.path("created_at").asString("");
        var aggregate = event.path("aggregate_id").asString("");
        terminal.line("%s  %-28s %s".formatted(terminal.paint(Tone.DIM, time), type, aggregate));
    }
}

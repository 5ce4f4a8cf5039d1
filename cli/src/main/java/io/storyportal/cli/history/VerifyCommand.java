package io.storyportal.cli.history;

import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.door.Door;
import io.storyportal.cli.door.DoorOptions;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.terminal.Json;
import io.storyportal.cli.terminal.Terminal;
import io.storyportal.cli.terminal.Terminal.Tone;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code portal verify}: whether the history of a tenant is the one that was recorded. */
@Command(
        name = "verify",
        description =
                "Check the whole event history of your tenant against its hashes and signed checkpoints; names the"
                        + " first event that was altered, is missing or was inserted.")
public final class VerifyCommand implements Callable<Integer> {

    @ParentCommand
    private Portal portal;

    @Mixin
    private DoorOptions doorOptions;

    @Override
    public Integer call() {
        var result = verify(doorOptions.door(portal));
        var finding = result.path("finding");
        var wrong = finding.isObject();
        if (portal.json()) {
            portal.terminal().line(Json.pretty(result));
        } else {
            print(result, wrong ? finding.path("detail").asString("") : "");
        }
        return wrong ? ExitCode.FAILED : ExitCode.OK;
    }

    private JsonNode verify(Door door) {
        try (var events = door.events("/api/v1/history/verification", "")) {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                var state = Json.parse(event.get().data());
                if (event.get().name().equals("done")) {
                    return state;
                }
                progress(state);
            }
        }
        throw new FleetException("The verification broke off before its end", "Run it again; it proves nothing so far");
    }

    private void progress(JsonNode state) {
        if (!portal.json()) {
            portal.terminal().error("%,d of %,d events".formatted(position(state), last(state)));
        }
    }

    private void print(JsonNode result, String wrong) {
        Terminal terminal = portal.terminal();
        if (!wrong.isEmpty()) {
            terminal.line(terminal.paint(Tone.BAD, "✗ ") + terminal.paint(Tone.BOLD, wrong));
            terminal.line("  The %,d events before are as they were recorded.".formatted(position(result)));
            return;
        }
        terminal.line(terminal.paint(Tone.GOOD, "✓ ")
                + "%,d events are as they were recorded, %,d signed checkpoints agree."
                        .formatted(position(result), result.path("checkpoints").asLong()));
        var archived = result.path("archived").asLong();
        if (archived > 0) {
            terminal.line("  Of %,d the payload is in an archive; their hashes agree.".formatted(archived));
        }
        var unchained = result.path("unchained").asLong();
        if (unchained > 0) {
            terminal.line(
                    "  The first %,d have no hashes: they were recorded before there were any.".formatted(unchained));
        }
        if (result.path("hash").isString()) {
            terminal.line(terminal.paint(
                    Tone.DIM, "  Last hash: " + result.path("hash").asString()));
        }
    }

    private static long position(JsonNode state) {
        return state.path("position").asLong();
    }

    private static long last(JsonNode state) {
        return state.path("last_position").asLong();
    }
}

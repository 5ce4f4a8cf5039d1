package io.storyportal.cli.lists;

import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.door.Door;
import io.storyportal.cli.terminal.Json;
import io.storyportal.cli.terminal.Table;
import io.storyportal.cli.terminal.Terminal.Tone;
import java.util.List;
import java.util.Locale;

/** One page of a list of the platform, as a table or as it came. */
record Listing(Portal portal, Door door) {

    int print(String path, List<String> fields) {
        var page = door.get(path);
        var terminal = portal.terminal();
        if (portal.json()) {
            terminal.line(Json.pretty(page));
            return ExitCode.OK;
        }
        var table = new Table(fields.stream()
                .map(field -> field.replace('_', ' ').toUpperCase(Locale.ROOT))
                .toArray(String[]::new));
        for (var item : page.path("items")) {
            table.row(
                    fields.stream().map(field -> item.path(field).asString("")).toArray(String[]::new));
        }
        var lines = table.lines();
        if (lines.size() == 1) {
            terminal.line("There are none yet.");
            return ExitCode.OK;
        }
        terminal.line(terminal.paint(Tone.DIM, lines.getFirst()));
        lines.stream().skip(1).forEach(terminal::line);
        if (!page.path("next_cursor").asString("").isEmpty()) {
            terminal.line(terminal.paint(Tone.DIM, "There are more: raise --limit."));
        }
        return ExitCode.OK;
    }
}

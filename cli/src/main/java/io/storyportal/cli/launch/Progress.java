package io.storyportal.cli.launch;

import io.storyportal.cli.fleet.RunningFleet.Component;
import io.storyportal.cli.terminal.Terminal;
import io.storyportal.cli.terminal.Terminal.Tone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows components come up: a table that redraws itself on a terminal, a line per change elsewhere. */
final class Progress {

    private final Terminal terminal;
    private final Map<String, String> shown = new HashMap<>();
    private int drawn;
    private boolean open = true;

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    synchronized void show(List<Component> components) {
        if (!open) {
            return;
        }
        if (terminal.interactive()) {
            var text = new StringBuilder();
            components.forEach(component -> text.append(line(component)).append('\n'));
            terminal.redraw(drawn, text.toString());
            drawn = components.size();
            return;
        }
        for (var component : components) {
            var known = shown.put(component.id(), component.state());
            if (!component.state().equals(known) && !component.state().equals("waiting")) {
                terminal.line(line(component));
            }
        }
    }

    /** A line of its own, below which the table is drawn anew. */
    synchronized void note(String text) {
        terminal.line(text);
        drawn = 0;
    }

    /** From now on changes are not drawn any more. */
    synchronized void close() {
        open = false;
    }

    private String line(Component component) {
        var mark =
                switch (component.state()) {
                    case "ready" -> terminal.paint(Tone.GOOD, "●");
                    case "restarting" -> terminal.paint(Tone.BAD, "●");
                    case "starting", "stopping" -> terminal.paint(Tone.WARN, "●");
                    default -> terminal.paint(Tone.DIM, "○");
                };
        var time = component.state().equals("ready") ? "%.1f s".formatted(component.millis() / 1000.0) : "";
        return "%s %-9s %-16s %-10s %6s"
                .formatted(mark, component.id(), component.name(), component.state(), time)
                .stripTrailing();
    }
}

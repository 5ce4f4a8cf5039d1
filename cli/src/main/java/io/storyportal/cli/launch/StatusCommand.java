package io.storyportal.cli.launch;

import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.fleet.RunningFleet;
import io.storyportal.cli.fleet.RunningFleet.Component;
import io.storyportal.cli.terminal.Json;
import io.storyportal.cli.terminal.Table;
import io.storyportal.cli.terminal.Terminal.Tone;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code portal status}: what runs, and whether each layer says now that it is ready. */
@Command(name = "status", description = "Show which layers run and whether they are ready.")
public final class StatusCommand implements Callable<Integer> {

    @ParentCommand
    private Portal portal;

    @Override
    public Integer call() {
        var running = RunningFleet.in(portal.home());
        if (running.isEmpty()) {
            portal.terminal()
                    .line(
                            portal.json()
                                    ? Json.pretty(Json.object().put("running", false))
                                    : "No fleet is running here; start it with './portal up'.");
            return ExitCode.UNREACHABLE;
        }
        var components = asked(running.get().components());
        var ready = components.stream().allMatch(component -> component.state().equals("ready"));
        if (portal.json()) {
            var answer = Json.object();
            answer.put("running", true).put("ready", ready);
            answer.put("door", running.get().door()).put("pid", running.get().pid());
            answer.set("components", Json.tree(components));
            portal.terminal().line(Json.pretty(answer));
        } else {
            print(components);
            portal.terminal().line("");
            Addresses.print(portal.terminal(), running.get().door());
        }
        return ready ? ExitCode.OK : ExitCode.FAILED;
    }

    /** The launcher knows who came up; only the layer itself knows whether it is ready at this moment. */
    private static List<Component> asked(List<Component> components) {
        var readiness = new Readiness();
        return components.parallelStream()
                .map(component -> {
                    var url = component.url();
                    if (url == null || !component.state().equals("ready") || readiness.of(url)) {
                        return component;
                    }
                    return new Component(
                            component.id(),
                            component.name(),
                            "not ready",
                            component.pid(),
                            url,
                            component.restarts(),
                            component.millis());
                })
                .toList();
    }

    private void print(List<Component> components) {
        var table = new Table("", "NAME", "STATE", "PID", "RESTARTS", "ADDRESS");
        for (var component : components) {
            table.row(
                    component.id(),
                    component.name(),
                    component.state(),
                    component.pid() < 0 ? "" : "" + component.pid(),
                    "" + component.restarts(),
                    component.url() == null ? "" : component.url());
        }
        var lines = table.lines();
        portal.terminal().line(portal.terminal().paint(Tone.DIM, lines.getFirst()));
        lines.stream().skip(1).forEach(portal.terminal()::line);
    }
}

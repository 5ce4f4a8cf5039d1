package io.storyportal.qa.bench;

import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.fleet.RunningFleet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures the fleet that runs: its memory after work, and an ordinary goal from the shell to the report. */
record FleetBench(Path root, Home home) {

    private static final double MEMORY_LIMIT_MIB = 2048;
    private static final double LIMIT_SECONDS = 1.5;
    private static final int GOALS_BEFORE_MEMORY = 10;
    private static final Duration REST = Duration.ofSeconds(60);
    private static final int WARM_UP = 20;
    private static final int MEASURED = 30;

    Report memory() throws IOException, InterruptedException {
        var fleet = running();
        var goal = new OrdinaryGoal(root);
        for (var i = 0; i < GOALS_BEFORE_MEMORY; i++) {
            goal.seconds();
        }
        Bench.say("Resting for " + REST.toSeconds() + " s");
        Thread.sleep(REST);
        var notes = new ArrayList<String>();
        var sum = 0.0;
        for (var component : fleet.components()) {
            if (component.url() != null) {
                var mib = new ProcessMemory(component.pid()).proportional();
                notes.add("%s: %.0f MiB".formatted(component.id(), mib));
                sum += mib;
            }
        }
        notes.add("sum: %.0f MiB; servers and launcher not counted".formatted(sum));
        var row = Report.Row.of(
                "PSS of all layers, 60 s after ten goals", List.of(sum / MEMORY_LIMIT_MIB), 1.0, "limit of 2 GiB");
        return new Report("memory", List.of(row), notes);
    }

    Report goal() throws IOException, InterruptedException {
        running();
        var goal = new OrdinaryGoal(root);
        Bench.say("Warming up with " + WARM_UP + " goals");
        for (var i = 0; i < WARM_UP; i++) {
            goal.seconds();
        }
        var measured = new ArrayList<Double>();
        for (var i = 0; i < MEASURED; i++) {
            measured.add(goal.seconds());
        }
        var median = Statistics.median(measured);
        var worst = measured.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        var rows = List.of(
                Report.Row.of(
                        "small goal from command to report",
                        measured.stream()
                                .map(seconds -> seconds / LIMIT_SECONDS)
                                .toList(),
                        1.0,
                        "limit of 1.5 s"),
                Report.Row.of("the slowest of them", List.of(worst / LIMIT_SECONDS), 1.0, "limit of 1.5 s"));
        return new Report("goal", rows, List.of("median %.2f s, worst %.2f s".formatted(median, worst)));
    }

    Report csv() throws IOException, InterruptedException {
        var tools = running().components().stream()
                .filter(component -> component.id().equals("l03"))
                .findFirst()
                .orElseThrow();
        return new CsvBench(new GoalCommand(root), new ProcessMemory(tools.pid())).run();
    }

    private RunningFleet running() {
        return RunningFleet.in(home)
                .filter(RunningFleet::ready)
                .orElseThrow(() -> new FleetException("No fleet is ready here", "Run './portal up --detach' first"));
    }
}

package io.storyportal.qa.bench;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.fleet.Layer;
import io.storyportal.cli.launch.LayerEnvironment;
import io.storyportal.cli.launch.Readiness;
import io.storyportal.kit.servers.GuardedCommand;
import io.storyportal.kit.servers.GuardedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All layers started together once, until each says it is ready; then stopped again. */
record StartRound(Fleet fleet, Home home, LayerEnvironment environment) {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Wall time until all were ready, and the CPU time all layers used until then. */
    record Result(double seconds, double cpuSeconds) {}

    Result run(Function<Layer, List<String>> command) throws InterruptedException {
        var processes = new LinkedHashMap<Layer, GuardedProcess>();
        var begun = Instant.now();
        try {
            for (var layer : fleet.layers()) {
                var what = new GuardedCommand(
                        layer.id(), command.apply(layer), "TERM", fleet.root(), home.run(), environment.of(layer));
                processes.put(layer, GuardedProcess.start(what, line -> {}));
            }
            awaitAll(processes, begun);
            var seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
            return new Result(seconds, cpuSeconds(processes));
        } finally {
            stop(processes);
        }
    }

    private void awaitAll(Map<Layer, GuardedProcess> processes, Instant begun) throws InterruptedException {
        var readiness = new Readiness();
        var waiting = new ArrayList<>(processes.keySet());
        while (!waiting.isEmpty()) {
            processes.forEach((layer, process) -> {
                if (!process.isAlive()) {
                    throw new FleetException(layer.id() + " ended while it was measured", "Run './portal up' and see");
                }
            });
            if (Duration.between(begun, Instant.now()).compareTo(LIMIT) > 0) {
                throw new FleetException("Not ready after " + LIMIT + ": " + waiting, "Run './portal up' and see");
            }
            waiting.removeIf(layer -> readiness.of(fleet.url(layer)));
            Thread.sleep(POLL);
        }
    }

    private static double cpuSeconds(Map<Layer, GuardedProcess> processes) {
        return processes.values().stream()
                .flatMap(process -> ProcessHandle.of(process.pid()).stream())
                .flatMap(handle -> handle.info().totalCpuDuration().stream())
                .mapToDouble(duration -> duration.toMillis() / 1000.0)
                .sum();
    }

    private static void stop(Map<Layer, GuardedProcess> processes) throws InterruptedException {
        var threads = processes.values().stream()
                .map(process -> Thread.ofPlatform().start(() -> process.stop(PATIENCE)))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
    }
}

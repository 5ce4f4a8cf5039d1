package io.storyportal.cli.launch;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.fleet.Layer;
import io.storyportal.kit.servers.GuardedCommand;
import io.storyportal.kit.servers.GuardedProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One layer as a JVM of its own. */
record LayerProcess(
        Fleet fleet,
        Layer layer,
        Home home,
        List<String> command,
        Map<String, String> environment,
        Readiness readiness,
        Consumer<String> log)
        implements Kept {

    @Override
    public String id() {
        return layer.id();
    }

    @Override
    public String name() {
        return layer.name();
    }

    @Override
    public List<String> needs() {
        return layer.needs();
    }

    @Override
    public String url() {
        return fleet.url(layer);
    }

    @Override
    public Run start() {
        var guarded = new GuardedCommand(layer.id(), command, "TERM", fleet.root(), home.run(), environment);
        return new LayerRun(GuardedProcess.start(guarded, log), url(), readiness);
    }

    private record LayerRun(GuardedProcess process, String url, Readiness readiness) implements Run {

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public boolean ready() {
            return readiness.of(url);
        }

        @Override
        public CompletableFuture<Integer> exited() {
            return process.exited();
        }

        @Override
        public boolean stop(Duration patience) {
            return process.stop(patience);
        }
    }
}

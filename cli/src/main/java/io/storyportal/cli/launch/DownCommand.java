package io.storyportal.cli.launch;

import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.fleet.RunningFleet;
import io.storyportal.cli.terminal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code portal down}: stops the fleet of this home in order and returns when no process of it is left. */
@Command(name = "down", description = "Stop the fleet; its data stays.")
public final class DownCommand implements Callable<Integer> {

    /** Layers drain for 20 s, servers flush for as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParentCommand
    private Portal portal;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var home = portal.home();
        var running = RunningFleet.in(home);
        if (running.isEmpty()) {
            tell(false, true, "No fleet is running in " + home.folder() + ".");
            return ExitCode.OK;
        }
        var begun = Instant.now();
        var launcher = running.get().launcher().orElseThrow();
        if (!portal.json()) {
            portal.terminal().line("Stopping the fleet (process " + launcher.pid() + ").");
        }
        launcher.destroy();
        try {
            launcher.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The guards of its processes notice that it is gone and end them.
            launcher.destroyForcibly();
            launcher.onExit().get();
        }
        var gone = awaitComponents(running.get(), home);
        var seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        tell(true, gone, gone ? "Stopped in %.1f s.".formatted(seconds) : "Some processes are still ending.");
        return gone ? ExitCode.OK : ExitCode.FAILED;
    }

    private static boolean awaitComponents(RunningFleet running, Home home) throws InterruptedException {
        var left = running.components().stream()
                .flatMap(component -> ProcessHandle.of(component.pid()).stream())
                .toList();
        for (var process : left) {
            try {
                process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                return false;
            }
        }
        RunningFleet.forget(home);
        return true;
    }

    private void tell(boolean ran, boolean stopped, String text) {
        if (portal.json()) {
            portal.terminal()
                    .line(Json.pretty(Json.object().put("was_running", ran).put("stopped", stopped)));
        } else {
            portal.terminal().line(text);
        }
    }
}

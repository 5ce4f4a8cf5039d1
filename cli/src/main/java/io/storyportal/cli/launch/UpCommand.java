package io.storyportal.cli.launch;

import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.fleet.RunningFleet;
import io.storyportal.cli.terminal.Json;
import io.storyportal.cli.terminal.Terminal.Tone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code portal up}: the fleet runs as long as this command, or in the background with {@code --detach}. */
@Command(
        name = "up",
        description = {
            "Start PostgreSQL, Redis and every layer; Ctrl-C stops all of it.",
            "DATABASE_URL and REDIS_URL name servers to use instead of the embedded ones."
        })
public final class UpCommand implements Callable<Integer> {

    @ParentCommand
    private Portal portal;

    @Option(names = "--detach", description = "Return when the fleet is ready and leave it running.")
    private boolean detach;

    @Override
    public Integer call() {
        var home = portal.home();
        var lock = HomeLock.take(home);
        if (lock.isEmpty()) {
            return alreadyRunning(home);
        }
        if (detach) {
            lock.get().close();
            return new DetachedStart(portal).run();
        }
        try (var _ = lock.get()) {
            return run(portal.fleet(), home);
        }
    }

    private int alreadyRunning(Home home) {
        var terminal = portal.terminal();
        var running = RunningFleet.in(home);
        if (portal.json()) {
            terminal.line(Json.pretty(Json.object()
                    .put("already_running", true)
                    .put("door", running.map(RunningFleet::door).orElse(""))));
        } else {
            terminal.line("The fleet of %s is already running%s."
                    .formatted(
                            home.folder(),
                            running.map(fleet -> " (process " + fleet.pid() + ")")
                                    .orElse("")));
            running.ifPresent(fleet -> printAddresses(fleet.door()));
        }
        return ExitCode.OK;
    }

    private int run(Fleet fleet, Home home) {
        var begun = Instant.now();
        var progress = new Progress(portal.terminal());
        var javaHome = Path.of(System.getProperty("java.home"));
        var launcher = new Launcher(fleet, home, portal.environment(), javaHome, progress::note);
        launcher.board().listen(progress::show);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(launcher, progress, stopped), "stop"));
        try {
            launcher.start();
        } catch (RuntimeException e) {
            launcher.stop();
            throw e;
        }
        announce(fleet, Duration.between(begun, Instant.now()));
        awaitForever(stopped);
        return ExitCode.OK;
    }

    private void announce(Fleet fleet, Duration took) {
        var door = fleet.url(fleet.layer(Fleet.DOOR));
        if (portal.json()) {
            portal.terminal()
                    .line(Json.compact(
                            Json.object().put("ready", true).put("door", door).put("millis", took.toMillis())));
            return;
        }
        portal.terminal().line("");
        portal.terminal()
                .line("%s in %.1f s.".formatted(portal.terminal().paint(Tone.GOOD, "Ready"), took.toMillis() / 1000.0));
        printAddresses(door);
        if (!detach) {
            portal.terminal().line(portal.terminal().paint(Tone.DIM, "Ctrl-C stops everything."));
        }
    }

    private void printAddresses(String door) {
        Addresses.print(portal.terminal(), door);
    }

    private static void stop(Launcher launcher, Progress progress, CountDownLatch stopped) {
        progress.note("");
        progress.note("Stopping: layers finish what they are doing, then the servers.");
        var killed = launcher.stop();
        progress.close();
        if (!killed.isEmpty()) {
            progress.note("Killed, because they did not end in time: " + String.join(", ", killed));
        }
        progress.note("Stopped.");
        stopped.countDown();
    }

    private static void awaitForever(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

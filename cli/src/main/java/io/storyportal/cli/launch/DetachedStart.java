package io.storyportal.cli.launch;

import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.RunningFleet;
import io.storyportal.cli.terminal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts {@code portal up} again in the background and waits until its fleet is ready. */
final class DetachedStart {

    private static final Duration POLL = Duration.ofMillis(100);
    /** A first start after a build prepares every layer; on a slow machine that takes minutes. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final int TAIL = 15;

    private final Portal portal;

    DetachedStart(Portal portal) {
        this.portal = portal;
    }

    int run() {
        var home = portal.home();
        var log = home.log("launcher");
        var begun = Instant.now();
        var launcher = start(log);
        var progress = new Progress(portal.terminal());
        try {
            while (Duration.between(begun, Instant.now()).compareTo(LIMIT) < 0) {
                if (launcher.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    portal.terminal().error(tail(log));
                    return ExitCode.MACHINE;
                }
                var fleet = RunningFleet.in(home);
                fleet.ifPresent(running -> show(progress, running));
                if (fleet.isPresent() && fleet.get().ready()) {
                    announce(fleet.get(), Duration.between(begun, Instant.now()));
                    return ExitCode.OK;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new FleetException("The fleet is still not ready", "Look into " + log + " and 'portal status'");
    }

    private void show(Progress progress, RunningFleet running) {
        if (!portal.json()) {
            progress.show(running.components());
        }
    }

    private Process start(Path log) {
        var info = ProcessHandle.current().info();
        var command = new ArrayList<>(List.of("setsid", info.command().orElseThrow()));
        for (var argument : info.arguments().orElseThrow()) {
            if (!argument.equals("--detach") && !argument.equals("-Dportal.tty=true")) {
                command.add(argument);
            }
        }
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
        } catch (IOException e) {
            throw new FleetException("Cannot start the launcher: " + e.getMessage(), "Run 'portal doctor'", e);
        }
    }

    private void announce(RunningFleet running, Duration took) {
        if (portal.json()) {
            portal.terminal()
                    .line(Json.pretty(Json.object()
                            .put("ready", true)
                            .put("door", running.door())
                            .put("pid", running.pid())
                            .put("millis", took.toMillis())));
            return;
        }
        portal.terminal().line("Ready in %.1f s; './portal down' stops it.".formatted(took.toMillis() / 1000.0));
        Addresses.print(portal.terminal(), running.door());
    }

    private static String tail(Path log) {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return "The launcher ended; its log " + log + " cannot be read";
        }
    }
}

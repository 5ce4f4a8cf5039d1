package io.storyportal.cli.doctor;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.fleet.RunningFleet;
import io.storyportal.cli.launch.LocalPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ports, what is built, and the servers. */
record FleetChecks(Fleet fleet, Home home, Map<String, String> environment) {

    private static final int TIMEOUT_MILLIS = 2000;
    private static final int POSTGRES_PORT = 5432;
    private static final int REDIS_PORT = 6379;

    List<Finding> all() {
        var findings = new ArrayList<Finding>();
        var running = RunningFleet.in(home);
        findings.add(built());
        if (running.isPresent()) {
            findings.add(
                    running.get().ready()
                            ? Finding.ok(
                                    "Fleet", "runs, process " + running.get().pid())
                            : Finding.warn("Fleet", "runs, but not every layer is ready", "See './portal status'"));
        } else {
            findings.add(ports());
        }
        findings.add(server("PostgreSQL", "DATABASE_URL", POSTGRES_PORT));
        findings.add(server("Redis", "REDIS_URL", REDIS_PORT));
        return findings;
    }

    private Finding built() {
        var missing = fleet.layers().stream()
                .filter(layer -> fleet.bootJar(layer).isEmpty())
                .map(layer -> layer.id())
                .toList();
        return missing.isEmpty()
                ? Finding.ok("Build", "every layer is built")
                : Finding.warn("Build", "not built: " + String.join(", ", missing), "'./portal up' builds them");
    }

    private Finding ports() {
        var taken = new ArrayList<String>();
        for (var layer : fleet.layers()) {
            if (!LocalPort.free(fleet.port(layer))) {
                taken.add(fleet.port(layer) + " (" + layer.id() + ")");
            }
        }
        for (var server : fleet.servers()) {
            if (!LocalPort.free(fleet.serverPort(server.id()))) {
                taken.add(fleet.serverPort(server.id()) + " (" + server.id() + ")");
            }
        }
        return taken.isEmpty()
                ? Finding.ok("Ports", "all free")
                : Finding.fail(
                        "Ports",
                        "taken: " + String.join(", ", taken),
                        "See who listens with 'ss -ltnp', stop it, or set PORTAL_PORT_OFFSET=1000");
    }

    private Finding server(String name, String variable, int defaultPort) {
        var url = environment.getOrDefault(variable, "");
        if (url.isBlank()) {
            return Finding.ok(name, "embedded, kept in " + home.folder());
        }
        // The address may hold a password: only host and port are shown.
        try (var socket = new Socket()) {
            var uri = URI.create(url);
            var port = uri.getPort() < 0 ? defaultPort : uri.getPort();
            var place = uri.getHost() + ":" + port;
            try {
                socket.connect(new InetSocketAddress(uri.getHost(), port), TIMEOUT_MILLIS);
                return Finding.ok(name, variable + " answers at " + place);
            } catch (IOException e) {
                return Finding.fail(
                        name,
                        "nothing answers at " + place,
                        "Start it, or unset " + variable + " for the embedded one");
            }
        } catch (IOException | IllegalArgumentException e) {
            return Finding.fail(name, variable + " is not a URL", "Write it like postgres://user:password@host/db");
        }
    }
}

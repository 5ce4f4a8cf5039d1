package io.storyportal.qa.bench;

import io.storyportal.cli.fleet.FleetException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator: the floor of what its rows cost, without anything of ours in between. */
record PgBench(PostgresClient client) {

    private static final Pattern COUNT = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");
    private static final String NO_FAILURE = "number of failed transactions: 0 ";
    /** In a line of the log: client, number, microseconds since it was due, and more. */
    private static final int LATENCY = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Finds the newest installed one, where Debian puts it. */
    static PgBench on(String databaseUrl) throws IOException {
        var folder = Path.of("/usr/lib/postgresql");
        try (var versions = Files.isDirectory(folder) ? Files.list(folder) : Stream.<Path>empty()) {
            var programs = versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("pgbench")))
                    .max(Comparator.comparing(Path::toString));
            return new PgBench(new PostgresClient(
                    programs.orElseThrow(() -> new FleetException(
                            "pgbench is not installed", "Install it: apt-get install postgresql-contrib")),
                    URI.create(databaseUrl),
                    ""));
        }
    }

    /** The same, with the rights of a role that the user may take on. */
    PgBench as(String role) {
        return new PgBench(new PostgresClient(client.programs(), client.database(), role));
    }

    /** Runs a script again and again, each client waiting for its transaction before the next. */
    Answered run(String script, int clients, Duration time) throws IOException, InterruptedException {
        var out = run(script, clients, time, List.of());
        var rate = RATE.matcher(out);
        var count = COUNT.matcher(out);
        if (!rate.find() || !count.find()) {
            throw new IllegalStateException("pgbench failed: " + out);
        }
        var transactions = Long.parseLong(count.group(1));
        return new Answered(transactions, transactions / Double.parseDouble(rate.group(1)));
    }

    /** Runs a script at a given rate. What each transaction took, in nanoseconds, from when it was due. */
    long[] latencies(String script, int clients, double perSecond, Duration time)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("pgbench");
        try (var _ = new TemporaryFolder(folder)) {
            run(
                    script,
                    clients,
                    time,
                    List.of("--rate=" + perSecond, "--log", "--log-prefix=" + folder.resolve("transactions")));
            try (var logs = Files.list(folder)) {
                var latencies = new ArrayList<Long>();
                for (var log : logs.toList()) {
                    for (var line : Files.readAllLines(log)) {
                        latencies.add(nanos(line));
                    }
                }
                return latencies.stream().mapToLong(Long::longValue).toArray();
            }
        }
    }

    static long nanos(String logLine) {
        return Long.parseLong(logLine.split(" ")[LATENCY]) * 1000;
    }

    private String run(String script, int clients, Duration time, List<String> further)
            throws IOException, InterruptedException {
        var file = Files.createTempFile("floor", ".sql");
        try {
            Files.writeString(file, script);
            var command = new ArrayList<>(List.of(
                    "pgbench",
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--client=" + clients,
                    "--jobs=2",
                    "--time=" + time.toSeconds(),
                    "--file=" + file));
            command.addAll(further);
            var out = client.run(command, time.plus(PATIENCE));
            if (!out.contains(NO_FAILURE)) {
                throw new IllegalStateException("pgbench failed: " + out);
            }
            return out;
        } finally {
            Files.delete(file);
        }
    }
}

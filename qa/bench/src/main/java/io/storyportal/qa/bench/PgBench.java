package io.storyportal.qa.bench;

import io.storyportal.cli.fleet.FleetException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator: the floor of what its rows cost, without anything of ours in between. */
record PgBench(Path programs, URI database) {

    private static final Pattern COUNT = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");

    /** Finds the newest installed one, where Debian puts it. */
    static PgBench on(String databaseUrl) throws IOException {
        var folder = Path.of("/usr/lib/postgresql");
        try (var versions = Files.isDirectory(folder) ? Files.list(folder) : Stream.<Path>empty()) {
            var programs = versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("pgbench")))
                    .max(Comparator.comparing(Path::toString));
            return new PgBench(
                    programs.orElseThrow(() -> new FleetException(
                            "pgbench is not installed", "Install it: apt-get install postgresql-contrib")),
                    URI.create(databaseUrl));
        }
    }

    void execute(String sql) throws IOException, InterruptedException {
        run(List.of("psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--command", sql));
    }

    /** Runs a script again and again, each client waiting for its transaction before the next. */
    Answered run(String script, int clients, Duration time) throws IOException, InterruptedException {
        var file = Files.createTempFile("floor", ".sql");
        try {
            Files.writeString(file, script);
            var out = run(List.of(
                    "pgbench",
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--client=" + clients,
                    "--jobs=2",
                    "--time=" + time.toSeconds(),
                    "--file=" + file));
            return answered(out);
        } finally {
            Files.delete(file);
        }
    }

    private static Answered answered(String out) {
        var rate = RATE.matcher(out);
        var count = COUNT.matcher(out);
        if (!rate.find() || !count.find() || !out.contains("number of failed transactions: 0 ")) {
            throw new IllegalStateException("pgbench failed: " + out);
        }
        var transactions = Long.parseLong(count.group(1));
        return new Answered(transactions, transactions / Double.parseDouble(rate.group(1)));
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        var whole = new ArrayList<>(command);
        whole.set(0, programs.resolve(command.getFirst()).toString());
        var process = new ProcessBuilder(whole).redirectErrorStream(true);
        var environment = process.environment();
        var user = database.getUserInfo().split(":", 2);
        environment.put("PGHOST", database.getHost());
        environment.put("PGPORT", "" + database.getPort());
        environment.put("PGUSER", user[0]);
        environment.put("PGPASSWORD", user[1]);
        environment.put("PGDATABASE", database.getPath().substring(1));
        environment.put("PGOPTIONS", "-c synchronous_commit=on");
        var running = process.start();
        var out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (running.waitFor() != 0) {
            throw new IllegalStateException(command.getFirst() + " failed: " + out);
        }
        return out;
    }
}

package io.storyportal.qa.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's own programs, logged in to one database.
 *
 * @param role whose rights they take on; empty for the user's own
 */
record PostgresClient(Path programs, URI database, String role) {

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int BUFFER = 64 * 1024;

    void execute(String sql) throws IOException, InterruptedException {
        query(sql);
    }

    /** The rows, a line each, their values parted by {@code |}. */
    List<String> query(String sql) throws IOException, InterruptedException {
        return run(psql(sql), LIMIT).lines().toList();
    }

    /** Receives what a {@code copy … to stdout} gives out, and counts the rows. */
    Answered receive(String copy) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var process = start(psql(copy), LIMIT);
        var rows = 0L;
        var buffer = new byte[BUFFER];
        try (var in = process.getInputStream()) {
            for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                for (var i = 0; i < length; i++) {
                    rows += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("psql failed");
        }
        return new Answered(rows, (System.nanoTime() - begun) / 1e9);
    }

    private static List<String> psql(String sql) {
        return List.of(
                "psql", "--quiet", "--no-psqlrc", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "-c", sql);
    }

    /** What it printed; it is ended, and has failed, when it takes longer than the limit. */
    String run(List<String> command, Duration limit) throws IOException, InterruptedException {
        var running = start(command, limit);
        var out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (running.waitFor() != 0) {
            throw new IllegalStateException(command.getFirst() + " failed: " + out);
        }
        return out;
    }

    private Process start(List<String> command, Duration limit) throws IOException {
        var whole = new ArrayList<>(command);
        whole.set(0, programs.resolve(command.getFirst()).toString());
        var builder = new ProcessBuilder(whole).redirectErrorStream(true);
        var environment = builder.environment();
        var user = database.getUserInfo().split(":", 2);
        environment.put("PGHOST", database.getHost());
        environment.put("PGPORT", "" + database.getPort());
        environment.put("PGUSER", user[0]);
        environment.put("PGPASSWORD", user[1]);
        environment.put("PGDATABASE", database.getPath().substring(1));
        environment.put("PGOPTIONS", "-c synchronous_commit=on" + (role.isEmpty() ? "" : " -c role=" + role));
        var process = builder.start();
        process.onExit().orTimeout(limit.toSeconds(), TimeUnit.SECONDS).whenComplete((ended, late) -> {
            if (late != null) {
                process.destroyForcibly();
            }
        });
        return process;
    }
}

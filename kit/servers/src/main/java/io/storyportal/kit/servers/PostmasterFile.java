package io.storyportal.kit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's own {@code postmaster.pid}: who serves this data folder, and whether it takes connections yet. */
record PostmasterFile(Path data) {

    private static final int STATUS_LINE = 7;
    private static final Duration POLL = Duration.ofMillis(20);

    private Path file() {
        return data.resolve("postmaster.pid");
    }

    /** True when the server takes connections, false when it ended instead or took too long. */
    boolean awaitReady(GuardedProcess process, Duration limit) {
        var deadline = Instant.now().plus(limit);
        while (process.isAlive() && Instant.now().isBefore(deadline)) {
            var lines = lines();
            if (lines.size() > STATUS_LINE
                    && lines.get(STATUS_LINE).strip().equals("ready")
                    && lines.getFirst().strip().equals(Long.toString(process.pid()))) {
                return true;
            }
            Pause.of(POLL);
        }
        return false;
    }

    /**
     * Makes way for a new server: ends one that still runs on this folder (left by a crash of its guard) and removes a
     * lock file whose process id now belongs to someone else, which PostgreSQL would take for a running server.
     */
    void clearLeftover(Duration patience) {
        var lines = lines();
        if (lines.isEmpty()) {
            return;
        }
        try {
            var server = running(Long.parseLong(lines.getFirst().strip()));
            server.ifPresent(PostmasterFile::askToEnd);
            var deadline = Instant.now().plus(patience);
            while (server.isPresent() && server.get().isAlive()) {
                if (Instant.now().isAfter(deadline)) {
                    server.get().destroyForcibly();
                }
                Pause.of(POLL);
            }
            Files.deleteIfExists(file());
        } catch (NumberFormatException | IOException e) {
            throw new ServerStartException("Cannot clear the lock file " + file(), e);
        }
    }

    private Optional<ProcessHandle> running(long pid) {
        try {
            // The server's working folder is its data folder: no other program's is.
            var folder = Path.of("/proc/" + pid + "/cwd").toRealPath();
            return folder.equals(data.toRealPath()) ? ProcessHandle.of(pid) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** SIGINT: unlike SIGTERM it does not wait for the clients to leave. */
    private static void askToEnd(ProcessHandle server) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s INT " + server.pid()).start();
        } catch (IOException e) {
            server.destroy();
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file());
        } catch (IOException e) {
            return List.of();
        }
    }
}

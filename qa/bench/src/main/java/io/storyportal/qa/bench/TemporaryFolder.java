package io.storyportal.qa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for one run, deleted with all that is in it. */
record TemporaryFolder(Path path) implements AutoCloseable {

    /** Below {@code target/bench}: on the disk of the checkout, where a fleet's own data would be, and not in memory. */
    static TemporaryFolder in(Path root) throws IOException {
        var parent = Files.createDirectories(root.resolve("target/bench"));
        return new TemporaryFolder(Files.createTempDirectory(parent, "run"));
    }

    @Override
    public void close() throws IOException {
        if (Files.notExists(path)) {
            return;
        }
        try (var all = Files.walk(path)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (NoSuchFileException e) {
            throw new IOException("Something still writes to " + path, e);
        }
    }
}

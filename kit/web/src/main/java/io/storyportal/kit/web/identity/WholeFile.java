package io.storyportal.kit.web.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** A small file that is there whole or not at all, wherever the writer is cut off. Until then others cannot read it. */
public record WholeFile(Path path, Mode mode) {

    /** Who may read the file. */
    public enum Mode {
        PRIVATE("rw-------"),
        PUBLIC("rw-r--r--");

        private final String permissions;

        Mode(String permissions) {
            this.permissions = permissions;
        }
    }

    private interface Place {
        void take(Path written) throws IOException;
    }

    /** An empty file is what a writer that did not know of this left when it was cut off. */
    public boolean isMissing() throws IOException {
        return Files.notExists(path) || Files.size(path) == 0;
    }

    /** Makes the file unless there is one; of two processes at once the first wins. */
    public void create(String content) throws IOException {
        if (!isMissing()) {
            return;
        }
        if (Files.exists(path)) {
            replace(content);
            return;
        }
        write(content, written -> {
            try {
                Files.createLink(path, written);
            } catch (FileAlreadyExistsException anotherProcessWasFirst) {
                // Its content serves.
            }
        });
    }

    /** Writes the file anew, unless that is what it says already. */
    public void replace(String content) throws IOException {
        byte[] wanted = content.getBytes(StandardCharsets.UTF_8);
        if (Files.notExists(path) || !Arrays.equals(Files.readAllBytes(path), wanted)) {
            write(content, written -> Files.move(written, path, StandardCopyOption.ATOMIC_MOVE));
        }
    }

    private void write(String content, Place place) throws IOException {
        Path written = Files.createTempFile(path.toAbsolutePath().getParent(), "." + path.getFileName(), ".next");
        try {
            Files.writeString(written, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString(mode.permissions));
            place.take(written);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}

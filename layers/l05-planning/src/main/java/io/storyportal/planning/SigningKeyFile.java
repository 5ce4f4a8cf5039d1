package io.storyportal.planning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The plan signing key in a file beside the service keys. Made once; of several replicas that start together one wins and
 * all read the same. Blocking, once per start.
 */
record SigningKeyFile(Path file) {
    private static final int BYTES = 32;

    byte[] key() {
        try {
            if (Files.notExists(file)) {
                make();
            }
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or make the plan signing key " + file, e);
        }
    }

    private void make() throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "l05",
                ".next",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(next, Base64.getEncoder().encodeToString(key));
            // A hard link appears whole or not at all, and never replaces a key that plans were signed with.
            Files.createLink(file, next);
        } catch (FileAlreadyExistsException another) {
            // Its key serves.
        } finally {
            Files.deleteIfExists(next);
        }
    }
}

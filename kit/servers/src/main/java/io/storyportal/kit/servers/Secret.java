package io.storyportal.kit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A random password kept in a file only its owner reads. Hexadecimal, so it needs no escaping in a URL or a setting. */
final class Secret {

    private static final int BYTES = 24;

    private Secret() {}

    static String keptIn(Path file) {
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            var bytes = new byte[BYTES];
            new SecureRandom().nextBytes(bytes);
            var secret = HexFormat.of().formatHex(bytes);
            writePrivately(file, secret + "\n");
            return secret;
        } catch (IOException e) {
            throw new ServerStartException("Cannot read or create the password file " + file, e);
        }
    }

    /** The content is complete or absent, and never readable to others, not even for a moment. */
    static void writePrivately(Path file, String content) throws IOException {
        var attributes = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var folder = file.toAbsolutePath().getParent();
        var draft = Files.createTempFile(folder, ".draft", null, attributes);
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

package io.storyportal.cli.backup;

import io.storyportal.cli.fleet.Home;
import io.storyportal.kit.servers.PostgresFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * What a home's data is worth little without: the layers' keys (without {@code l01.jwk} signed checkpoints cannot be checked
 * nor API keys recognised) and the embedded server's passwords.
 */
record Secrets(Home home) {

    private static final String KEYS = "keys";
    private static final String POSTGRES = "postgres";

    Backup.Part save(Path target, boolean embedded) throws IOException {
        try (var tar = new Tar(target)) {
            if (Files.isDirectory(home.keys())) {
                try (var keys = Files.list(home.keys())) {
                    for (var key : keys.filter(Files::isRegularFile).sorted().toList()) {
                        tar.file(KEYS + "/" + key.getFileName(), key);
                    }
                }
            }
            if (embedded) {
                for (var password : PostgresFolder.PASSWORDS) {
                    tar.file(POSTGRES + "/" + password, home.postgres().resolve(password));
                }
            }
            return tar.finish();
        }
    }

    /** Puts them back; a key that is another one now goes to {@code replaced} first. */
    void restore(Path from, Path replaced) throws IOException {
        var draft = Files.createTempDirectory(home.run(), "secrets");
        try {
            Tar.unpack(from, draft, (path, folder) -> {
                if (!folder) {
                    var name = draft.relativize(path);
                    put(path, home.folder().resolve(name), replaced.resolve(name));
                }
            });
        } finally {
            BackupFolder.deleteTree(draft);
        }
    }

    private void put(Path from, Path to, Path replaced) throws IOException {
        if (Files.exists(to) && !Arrays.equals(Files.readAllBytes(from), Files.readAllBytes(to))) {
            Files.createDirectories(replaced.getParent());
            Files.move(to, replaced, StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.notExists(to)) {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        }
        if (to.startsWith(home.postgres())) {
            PostgresFolder.in(home.postgres()).own(to);
        } else if (!to.toString().endsWith(".pub.jwk")) {
            Files.setPosixFilePermissions(to, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        }
    }
}

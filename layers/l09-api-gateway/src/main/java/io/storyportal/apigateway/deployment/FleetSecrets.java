package io.storyportal.apigateway.deployment;

import io.storyportal.kit.web.identity.KeyFolder;
import io.storyportal.kit.web.identity.WholeFile;
import io.storyportal.kit.web.identity.WholeFile.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * Fills one folder per member of a fleet in containers, each of which is mounted into that member alone: a layer gets its
 * own private key, everybody's public ones and the servers' URLs; the servers get their passwords. What is there stays as
 * it is, so this runs before every start.
 */
public final class FleetSecrets {

    private static final int PASSWORD_BYTES = 24;

    private final Path root;

    public FleetSecrets(Path root) {
        this.root = root;
    }

    /** Arguments: the folder of folders, then the ids of the layers. */
    public static void main(String[] args) throws IOException {
        new FleetSecrets(Path.of(args[0])).fill(List.of(args).subList(1, args.length));
    }

    void fill(List<String> layers) throws IOException {
        String postgres = password(folder("postgres").resolve("password"), "");
        String redis = password(folder("redis").resolve("redis.conf"), "appendonly yes\nrequirepass ");
        for (String layer : layers) {
            new KeyFolder(folder(layer)).ensure(layer);
            new WholeFile(folder(layer).resolve("database-url"), Mode.PRIVATE)
                    .replace("postgres://portal:" + postgres + "@postgres:5432/portal");
            new WholeFile(folder(layer).resolve("redis-url"), Mode.PRIVATE)
                    .replace("redis://:" + redis + "@redis:6379");
        }
        for (String layer : layers) {
            for (String other : layers) {
                String key = layer + ".pub.jwk";
                new WholeFile(folder(other).resolve(key), Mode.PUBLIC)
                        .replace(Files.readString(folder(layer).resolve(key)));
            }
        }
    }

    private Path folder(String member) throws IOException {
        return Files.createDirectories(root.resolve(member));
    }

    /**
     * The password at the end of the file, made if there is none. The servers read it under users of their own, so the
     * file is readable; nobody else has the folder.
     */
    private static String password(Path file, String before) throws IOException {
        WholeFile whole = new WholeFile(file, Mode.PUBLIC);
        if (whole.isMissing()) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            // Neither URLs nor configuration files need to quote these.
            whole.create(before + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        String content = Files.readString(file);
        return content.substring(before.length()).strip();
    }
}

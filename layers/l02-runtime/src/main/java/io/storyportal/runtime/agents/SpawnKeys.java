package io.storyportal.runtime.agents;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The agent id behind an Idempotency-Key, kept on disk for a day: a repeated spawn finds the first one's agent, also after a restart.
 * Keys belong to a tenant and principal.
 */
public final class SpawnKeys {

    private static final Duration KEPT = Duration.ofHours(24);

    private final WorkspaceLayout layout;
    private final Clock clock;

    public SpawnKeys(WorkspaceLayout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
    }

    /** Blocks. A key that came with another request is a 422 problem. */
    UUID agentFor(Caller caller, String key, SpawnRequest request) throws IOException {
        Path folder = Files.createDirectories(layout.keys(caller.tenant().value()));
        Path file = folder.resolve(sha256(caller.principal() + "\n" + key));
        String body = sha256(request.toString());
        if (Files.exists(file)
                && Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(clock.instant().minus(KEPT))) {
            Files.deleteIfExists(file);
        }
        UUID fresh = Ids.uuid7();
        Path next = folder.resolve(fresh + ".next");
        try {
            Files.writeString(next, fresh + " " + body);
            // A hard link appears whole or fails when the name is taken: of two at once one wins and both read the
            // same.
            Files.createLink(file, next);
            return fresh;
        } catch (FileAlreadyExistsException e) {
            String[] words = Files.readString(file).split(" ");
            if (!words[1].equals(body)) {
                throw CommonProblem.IDEMPOTENCY_MISMATCH.exception(
                        "The key was first used with another spawn request.");
            }
            return UUID.fromString(words[0]);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

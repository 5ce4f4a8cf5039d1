package io.storyportal.tools.invocation;

import io.storyportal.kit.web.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One hash for one call: tool, agent and input, the latter by value and not by its spelling. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(String tool, @Nullable UUID agentId, JsonNode input) {
        return hash(tool + "\n" + agentId + "\n" + CanonicalJson.text(input));
    }

    /** One hash for an Idempotency-Key within what it is unique in. */
    static String of(String principal, String route, String idempotencyKey) {
        return hash(String.join("\n", principal, route, idempotencyKey));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

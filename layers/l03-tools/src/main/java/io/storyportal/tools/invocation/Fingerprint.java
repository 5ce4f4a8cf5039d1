package io.storyportal.tools.invocation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One hash for one call: tool, agent and input, whatever the order of the input's fields. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(String tool, @Nullable UUID agentId, JsonNode input) {
        StringBuilder canonical = new StringBuilder(tool + "\n" + agentId + "\n");
        write(input, canonical);
        return hash(canonical.toString());
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

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            out.append('{');
            node.properties().stream().sorted(Map.Entry.comparingByKey()).forEach(field -> {
                out.append(field.getKey().length())
                        .append(':')
                        .append(field.getKey())
                        .append('=');
                write(field.getValue(), out);
            });
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            node.valueStream().forEach(each -> {
                write(each, out);
                out.append(',');
            });
            out.append(']');
        } else {
            out.append(node);
        }
    }
}

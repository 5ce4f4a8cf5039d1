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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((tool + "\n" + agentId + "\n").getBytes(StandardCharsets.UTF_8));
            StringBuilder canonical = new StringBuilder();
            write(input, canonical);
            digest.update(canonical.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
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

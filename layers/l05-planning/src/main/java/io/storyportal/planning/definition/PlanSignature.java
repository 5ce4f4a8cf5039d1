package io.storyportal.planning.definition;

import io.storyportal.kit.web.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * HMAC-SHA256 over a plan's canonical definition, bound to its tenant, goal and id: neither an altered plan nor one
 * moved under another id verifies. Safe for concurrent use.
 */
public final class PlanSignature {
    private static final String PREFIX = "hmac-sha256:";
    public static final int MINIMUM_KEY_BYTES = 32;

    private final Supplier<byte[]> source;
    private volatile @Nullable SecretKeySpec key;

    /** @param source asked for the key at the first signature or check */
    public PlanSignature(Supplier<byte[]> source) {
        this.source = source;
    }

    /** Fails when there is no usable key, so that it can be found out before the first plan. */
    public SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            byte[] bytes = source.get();
            if (bytes.length < MINIMUM_KEY_BYTES) {
                throw new IllegalArgumentException("The plan signing key needs at least 32 bytes");
            }
            known = new SecretKeySpec(bytes, "HmacSHA256");
            key = known;
        }
        return known;
    }

    /** Which plan a definition belongs to. */
    public record Scope(UUID tenant, UUID goal, UUID plan) {}

    public String sign(Scope scope, JsonNode definition) {
        return PREFIX + HexFormat.of().formatHex(mac(scope, definition));
    }

    public boolean verifies(Scope scope, JsonNode definition, String signature) {
        byte[] expected = sign(scope, definition).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(Scope scope, JsonNode definition) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            String head = "plan/" + scope.tenant() + "/" + scope.goal() + "/" + scope.plan() + "\n";
            mac.update(head.getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(CanonicalJson.bytes(definition));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256", e);
        }
    }
}

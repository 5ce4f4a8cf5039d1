package io.storyportal.tools.invocation;

import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.json.CanonicalJson;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One hash for one call: tool, agent and input, the latter by value and not by its spelling. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(String tool, @Nullable UUID agentId, JsonNode input) {
        return Sha256.hex(tool + "\n" + agentId + "\n" + CanonicalJson.text(input));
    }

    /** One hash for an Idempotency-Key within what it is unique in. */
    static String of(String principal, String route, String idempotencyKey) {
        return Sha256.hex(String.join("\n", principal, route, idempotencyKey));
    }
}

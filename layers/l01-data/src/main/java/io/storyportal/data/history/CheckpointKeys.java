package io.storyportal.data.history;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.OctetKeyPair;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.kit.web.ids.TenantId;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs and recognises checkpoints with L01's own key (JWS, Ed25519). */
final class CheckpointKeys {

    private final Ed25519Signer signer;
    private final Ed25519Verifier verifier;
    private final String keyId;

    CheckpointKeys(OctetKeyPair key) {
        try {
            this.signer = new Ed25519Signer(key);
            this.verifier = new Ed25519Verifier(key.toPublicJWK());
            this.keyId = key.getKeyID();
        } catch (JOSEException e) {
            throw new IllegalStateException("L01's key cannot sign checkpoints", e);
        }
    }

    String sign(TenantId tenant, long position, byte[] hash) {
        JWSObject checkpoint = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.Ed25519).keyID(keyId).build(),
                new Payload(statement(tenant.toString(), position, hash)));
        try {
            checkpoint.sign(signer);
            return checkpoint.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("L01's key cannot sign checkpoints", e);
        }
    }

    /** Null when it is signed, and says of the event what its row says. */
    @Nullable
    String whatIsWrong(StoredEvent.Checkpoint checkpoint, EventEnvelope header, byte @Nullable [] hash) {
        String at = "The checkpoint at event " + header.position();
        try {
            JWSObject signed = JWSObject.parse(checkpoint.signed());
            if (!JWSAlgorithm.Ed25519.equals(signed.getHeader().getAlgorithm()) || !signed.verify(verifier)) {
                return at + " is not signed by L01's key";
            }
            Map<String, Object> told = signed.getPayload().toJSONObject();
            String tenant = header.metadata().tenantId().toString();
            boolean same = told != null
                    && tenant.equals(told.get("tenant_id"))
                    && told.get("position") instanceof Number position
                    && position.longValue() == header.position();
            if (!same || hash == null || !HexFormat.of().formatHex(hash).equals(told.get("hash"))) {
                return at + " was signed for another history: events up to there were rewritten";
            }
            return Arrays.equals(hash, checkpoint.hash()) ? null : at + " was altered";
        } catch (ParseException | JOSEException unreadable) {
            return at + " cannot be read";
        }
    }

    private static Map<String, Object> statement(String tenant, long position, byte[] hash) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("tenant_id", tenant);
        statement.put("position", position);
        statement.put("hash", HexFormat.of().formatHex(hash));
        return statement;
    }
}

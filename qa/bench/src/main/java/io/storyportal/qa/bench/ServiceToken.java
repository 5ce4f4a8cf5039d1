package io.storyportal.qa.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.storyportal.kit.web.identity.KeyFolder;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** What a layer shows when it calls L01, as kit/web signs it; that class itself needs libraries of the layers. */
final class ServiceToken {

    private static final String LAYER = "l05";
    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final Duration REUSE = Duration.ofSeconds(20);

    private final Ed25519Signer signer;
    private String minted = "";
    private Instant until = Instant.EPOCH;

    ServiceToken(KeyFolder keys) {
        try {
            signer = new Ed25519Signer(keys.privateKey(LAYER));
        } catch (JOSEException e) {
            throw new IllegalStateException("The key of " + LAYER + " cannot sign", e);
        }
    }

    String value() {
        var now = Instant.now();
        if (now.isAfter(until)) {
            minted = sign(now);
            until = now.plus(REUSE);
        }
        return minted;
    }

    private String sign(Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(LAYER)
                .subject(LAYER)
                .audience("l01")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim(
                        "act_for",
                        Map.of(
                                "tenant",
                                TenantId.DEFAULT.value().toString(),
                                "principal",
                                "system:bench",
                                "roles",
                                List.of("ADMIN")))
                .build();
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.Ed25519).keyID(LAYER).build(), claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The key of " + LAYER + " cannot sign", e);
        }
    }
}

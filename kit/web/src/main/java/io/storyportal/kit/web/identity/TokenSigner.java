package io.storyportal.kit.web.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.storyportal.kit.web.caller.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Signs this layer's calls: one token per called layer and caller, valid 60 s and used again for the first 20 s of them,
 * because a signature costs more than the rest of a small call.
 */
public final class TokenSigner {

    static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final Duration REUSE = Duration.ofSeconds(20);

    private record For(String audience, Caller caller) {}

    private final String layer;
    private final Supplier<Ed25519Signer> signer;
    private final Clock clock;
    private final Cache<For, String> minted =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REUSE).build();

    public TokenSigner(String layer, KeyFolder keys, Clock clock) {
        this.layer = layer;
        this.clock = clock;
        this.signer = new OnFirstUse<>(() -> signerOf(keys, layer));
    }

    private static Ed25519Signer signerOf(KeyFolder keys, String layer) {
        try {
            return new Ed25519Signer(keys.privateKey(layer));
        } catch (JOSEException e) {
            throw new IllegalStateException("The key of " + layer + " cannot sign", e);
        }
    }

    /** Reads the key, so that a layer without one fails at its start and not at its first call. */
    public void load() {
        signer.get();
    }

    /** A token to call {@code audience} for {@code caller}. */
    public String tokenFor(String audience, Caller caller) {
        return minted.get(new For(audience, caller), this::sign);
    }

    private String sign(For target) {
        Instant now = clock.instant();
        Caller caller = target.caller();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(layer)
                .subject(layer)
                .audience(target.audience())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim(
                        ActFor.CLAIM,
                        Map.of(
                                ActFor.TENANT, caller.tenant().toString(),
                                ActFor.PRINCIPAL, caller.principal(),
                                ActFor.ROLES,
                                        caller.roles().stream().map(Enum::name).toList()))
                .build();
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.Ed25519).keyID(layer).build(), claims);
            token.sign(signer.get());
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The key of " + layer + " cannot sign", e);
        }
    }
}

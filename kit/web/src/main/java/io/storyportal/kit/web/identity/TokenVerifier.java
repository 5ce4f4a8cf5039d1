package io.storyportal.kit.web.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Verifies the token of a calling service: signature by a known key, audience this layer, not expired (5 s of clock skew
 * allowed), caller on the allow-list. A verified token is remembered until it expires.
 */
public final class TokenVerifier {

    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final Duration REREAD_KEYS_AFTER = Duration.ofSeconds(5);

    private record Verified(Caller caller, Instant expires) {}

    private record Keys(Map<String, OctetKeyPair> byLayer, Instant read) {}

    private final String layer;
    private final Set<String> callers;
    private final KeyFolder folder;
    private final Clock clock;
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(TokenSigner.LIFETIME)
            .build();
    private volatile @Nullable Keys keys;

    public TokenVerifier(String layer, List<String> callers, KeyFolder folder, Clock clock) {
        this.layer = layer;
        this.callers = Set.copyOf(callers);
        this.folder = folder;
        this.clock = clock;
    }

    /** The caller the token speaks for; a 401 problem for a bad token, 403 for a service not on the allow-list. */
    public Mono<Caller> verify(String token) {
        Verified known = verified.getIfPresent(token);
        if (known != null && clock.instant().isBefore(known.expires())) {
            return Mono.just(known.caller());
        }
        SignedJWT parsed;
        try {
            parsed = SignedJWT.parse(token);
        } catch (ParseException notAToken) {
            return Mono.error(refused("The credential is neither a valid token nor a known key"));
        }
        return keyOf(String.valueOf(parsed.getHeader().getKeyID())).map(key -> {
            Verified result = check(parsed, key);
            verified.put(token, result);
            return result.caller();
        });
    }

    private Verified check(SignedJWT token, OctetKeyPair key) {
        try {
            if (!JWSAlgorithm.Ed25519.equals(token.getHeader().getAlgorithm())
                    || !token.verify(new Ed25519Verifier(key))) {
                throw refused("The token's signature is not valid");
            }
            return check(token.getJWTClaimsSet(), String.valueOf(key.getKeyID()));
        } catch (JOSEException | ParseException e) {
            throw refused("The token cannot be verified");
        }
    }

    private Verified check(JWTClaimsSet claims, String service) throws ParseException {
        Instant now = clock.instant();
        if (claims.getExpirationTime() == null
                || !now.isBefore(claims.getExpirationTime().toInstant().plus(SKEW))) {
            throw refused("The token has expired");
        }
        if (claims.getIssueTime() == null
                || now.plus(SKEW).isBefore(claims.getIssueTime().toInstant())) {
            throw refused("The token is from the future");
        }
        if (!claims.getAudience().contains(layer)) {
            throw refused("The token is for another layer");
        }
        if (!service.equals(claims.getSubject())) {
            throw refused("The token's subject is not the owner of its key");
        }
        if (!callers.contains(service)) {
            throw CommonProblem.FORBIDDEN.exception(service + " may not call " + layer);
        }
        return new Verified(
                callerOf(claims, service),
                claims.getExpirationTime().toInstant().plus(SKEW));
    }

    private static Caller callerOf(JWTClaimsSet claims, String service) throws ParseException {
        Map<String, Object> actFor = claims.getJSONObjectClaim(ActFor.CLAIM);
        if (actFor == null
                || !(actFor.get(ActFor.TENANT) instanceof String tenant)
                || !(actFor.get(ActFor.PRINCIPAL) instanceof String principal)
                || !(actFor.get(ActFor.ROLES) instanceof List<?> names)) {
            throw refused("The token does not say for whom it is");
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        try {
            names.forEach(name -> roles.add(Role.valueOf(String.valueOf(name))));
            return new Caller(TenantId.of(tenant), principal, roles, service);
        } catch (IllegalArgumentException unknown) {
            throw refused("The token names an unknown role or a malformed tenant");
        }
    }

    /** Reads the folder again for an unknown key, but not more than once in 5 s: keys appear when a layer is added. */
    private Mono<OctetKeyPair> keyOf(String service) {
        Keys current = keys;
        OctetKeyPair known = current == null ? null : current.byLayer().get(service);
        if (known != null) {
            return Mono.just(known);
        }
        if (current != null && clock.instant().isBefore(current.read().plus(REREAD_KEYS_AFTER))) {
            return Mono.error(refused("The token is signed by an unknown key"));
        }
        return Mono.fromCallable(() -> new Keys(folder.publicKeys(), clock.instant()))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(read -> keys = read)
                .flatMap(read -> Mono.justOrEmpty(read.byLayer().get(service)))
                .switchIfEmpty(Mono.error(() -> refused("The token is signed by an unknown key")));
    }

    private static ProblemException refused(String why) {
        return CommonProblem.UNAUTHENTICATED.exception(why);
    }
}

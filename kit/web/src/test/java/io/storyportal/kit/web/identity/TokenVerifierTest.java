package io.storyportal.kit.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

@Tag("kit")
class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Caller ADA = new Caller(TenantId.DEFAULT, "ada", Set.of(Role.DEVELOPER), null);

    @TempDir
    Path folder;

    private KeyFolder keys;

    @BeforeEach
    void makeKeys() {
        keys = new KeyFolder(folder);
        List.of("l01", "l05", "l09").forEach(keys::ensure);
    }

    @Test
    void tellsForWhomAServiceCalls() {
        verifier(NOW)
                .verify(signed("l05", "l01", NOW))
                .as(StepVerifier::create)
                .expectNext(new Caller(TenantId.DEFAULT, "ada", Set.of(Role.DEVELOPER), "l05"))
                .verifyComplete();
    }

    @Test
    void acceptsTheSameTokenUntilItExpiresAndNotLonger() {
        String token = signed("l05", "l01", NOW);
        assertAccepted(token, NOW.plusSeconds(59));
        assertRefused(token, NOW.plusSeconds(66), "expired");
    }

    @Test
    void refusesATokenForAnotherLayer() {
        assertRefused(signed("l05", "l09", NOW), NOW, "another layer");
    }

    @Test
    void refusesATokenFromTheFuture() {
        assertRefused(signed("l05", "l01", NOW.plusSeconds(30)), NOW, "future");
    }

    @Test
    void refusesATokenSignedByAnUnknownKey(@TempDir Path elsewhere) {
        KeyFolder foreign = new KeyFolder(elsewhere);
        foreign.ensure("l05");
        String token = new TokenSigner("l05", foreign, at(NOW)).tokenFor("l01", ADA);
        assertRefused(token, NOW, "signature");
    }

    @Test
    void refusesAnAlteredToken() {
        String[] parts = signed("l05", "l01", NOW).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1])).replace("DEVELOPER", "ADMIN");
        String altered = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes());
        assertRefused(parts[0] + "." + altered + "." + parts[2], NOW, "signature");
    }

    @Test
    void refusesATokenSignedWithThePublicKeyAsASecret() throws Exception {
        byte[] publicKey = keys.publicKeys().get("l05").getDecodedX();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("l05").build(),
                new JWTClaimsSet.Builder().subject("l05").audience("l01").build());
        forged.sign(new MACSigner(publicKey));
        assertRefused(forged.serialize(), NOW, "signature");
    }

    @Test
    void forbidsAServiceThatIsNotAllowedToCall() {
        verifier(NOW)
                .verify(signed("l09", "l01", NOW))
                .as(StepVerifier::create)
                .expectErrorSatisfies(failure -> assertThat(status(failure)).isEqualTo(403))
                .verify();
    }

    @Test
    void learnsAKeyThatAppearsLater() {
        keys.ensure("l07");
        String token = signed("l07", "l01", NOW);
        new TokenVerifier("l01", List.of("l07"), keys, at(NOW))
                .verify(token)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void keepsPrivateKeysFromOtherUsers() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("l05.jwk"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("l05.pub.jwk"))).doesNotContain("\"d\"");
    }

    @Test
    void keepsAnExistingKey() throws Exception {
        String before = Files.readString(folder.resolve("l05.jwk"));
        keys.ensure("l05");
        assertThat(Files.readString(folder.resolve("l05.jwk"))).isEqualTo(before);
    }

    private String signed(String service, String audience, Instant when) {
        return new TokenSigner(service, keys, at(when)).tokenFor(audience, ADA);
    }

    private TokenVerifier verifier(Instant now) {
        return new TokenVerifier("l01", List.of("l05"), keys, at(now));
    }

    private void assertAccepted(String token, Instant now) {
        verifier(now).verify(token).as(StepVerifier::create).expectNextCount(1).verifyComplete();
    }

    private void assertRefused(String token, Instant now, String why) {
        verifier(now)
                .verify(token)
                .as(StepVerifier::create)
                .expectErrorSatisfies(failure -> {
                    assertThat(failure).hasMessageContaining(why);
                    assertThat(status(failure)).isEqualTo(401);
                })
                .verify(Duration.ofSeconds(5));
    }

    private static int status(Throwable failure) {
        return ((ProblemException) failure).problem().status().value();
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}

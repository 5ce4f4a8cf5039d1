package io.storyportal.apigateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.storyportal.apigateway.DoorTestBase;
import io.storyportal.apigateway.FakeLayer.Seen;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.testing.Tokens;
import io.storyportal.kit.web.ids.TenantId;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** What goes through the door, and what does not. */
@Tag("l09")
class PassageTest extends DoorTestBase {

    @Test
    void passesPathQueryBodyAndAnswerOn() {
        L05.on(
                "/goals",
                (request, response) -> request.receive().aggregate().asString().flatMap(body -> response.status(202)
                        .header("ETag", "\"1\"")
                        .header("Content-Type", "application/json")
                        .sendString(Mono.just("{\"echo\":" + body + "}"))
                        .then()));

        with(key("passing", "DEVELOPER", "STANDARD"))
                .post()
                .uri(URI.create("http://127.0.0.1:" + port + "/api/v1/goals?dry_run=true&note=a%20b%26c"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"description\":\"x\"}")
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .json("{\"echo\":{\"description\":\"x\"}}");

        assertThat(L05.last().uri()).isEqualTo("/goals?dry_run=true&note=a%20b%26c");
    }

    @Test
    void callsTheLayerForTheCallerAsItself() throws ParseException {
        with(key("maria", "DEVELOPER", "PREMIUM"))
                .get()
                .uri("/api/v1/goals")
                .exchange()
                .expectStatus()
                .isOk();

        SignedJWT token =
                SignedJWT.parse(L05.last().headers().get("authorization").substring("Bearer ".length()));
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("l09");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("l05");
        assertThat(token.getJWTClaimsSet().getJSONObjectClaim("act_for"))
                .isEqualTo(Map.of("tenant", TENANT, "principal", "maria", "roles", List.of("DEVELOPER")));
    }

    @Test
    void letsNoIdentityOfTheClientsMakingInside() {
        with(key("forger", "GUEST", "STANDARD"))
                .get()
                .uri("/api/v1/goals")
                .header("X-Tenant-Id", "01900000-0000-7000-8000-000000000001")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-User", "admin")
                .header("Forwarded", "for=10.0.0.1;host=evil.example")
                .header("X-Portal-Roles", "ADMIN")
                .header("X-Real-IP", "10.0.0.1")
                .header("Proxy-Authorization", "Basic eDp5")
                .cookie("portal_session", "stolen")
                .exchange()
                .expectStatus()
                .isOk();

        Seen seen = L05.last();
        assertThat(seen.headers().keySet())
                .noneMatch(name -> name.startsWith("x-") || name.contains("forwarded") || name.contains("cookie"))
                .doesNotContain("proxy-authorization");
        assertThat(seen.headers().values()).noneMatch(value -> value.contains("forger") || value.contains("evil"));
    }

    @Test
    void aForgedInternalTokenIsNoCredential() {
        Problems.expect(
                anybody()
                        .get()
                        .uri("/api/v1/goals")
                        .header("Authorization", "Bearer " + Tokens.of("l05", "l09", TenantId.DEFAULT))
                        .exchange(),
                401,
                "E9011");
        assertThat(L05.seen()).isEmpty();
    }

    @Test
    void passesIdempotencyTraceAndConditionsOn() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        with(key("careful", "DEVELOPER", "STANDARD"))
                .post()
                .uri("/api/v1/goals")
                .header("Idempotency-Key", "once")
                .header("If-Match", "\"3\"")
                .header("traceparent", trace)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isOk();

        Map<String, String> headers = L05.last().headers();
        assertThat(headers).containsEntry("idempotency-key", "once").containsEntry("if-match", "\"3\"");
        assertThat(headers.get("traceparent")).contains("0af7651916cd43dd8448eb211c80319c");
        assertThat(L01.last().headers().get("traceparent"))
                .as("of the question whose key it is")
                .contains("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void beginsATraceForAClientThatHasNone() {
        with(key("untraced", "GUEST", "STANDARD"))
                .get()
                .uri("/api/v1/goals")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(L05.last().headers().get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]");
    }

    @Test
    void aGuestReadsButDoesNotWrite() {
        WebTestClient guest = with(key("guest", "GUEST", "STANDARD"));

        guest.get().uri("/api/v1/goals").exchange().expectStatus().isOk();
        Problems.expect(guest.post().uri("/api/v1/goals").exchange(), 403, "E9012");
        assertThat(L05.seen()).hasSize(1);
    }

    @Test
    void onlyAnAdministratorSeesKeysTenantsAndConfiguration() {
        for (String path : List.of("/api/v1/api-keys", "/api/v1/tenants", "/api/v1/config/limits")) {
            Problems.expect(
                    with(key("developer", "DEVELOPER", "STANDARD"))
                            .get()
                            .uri(path)
                            .exchange(),
                    403,
                    "E9012");
            with(key("admin", "ADMIN", "STANDARD"))
                    .get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
        Problems.expect(with("developer").post().uri("/api/v1/control/pause").exchange(), 403, "E9012");
        for (String path : List.of("/actuator/prometheus", "/%61ctuator/prometheus", "/actuator/%70rometheus")) {
            URI operations = URI.create("http://127.0.0.1:" + port + path);
            Problems.expect(with("developer").get().uri(operations).exchange(), 403, "E9012");
        }
    }

    @Test
    void everythingElseDoesNotExist() {
        WebTestClient admin = with(key("admin", "ADMIN", "STANDARD"));

        Problems.expect(admin.get().uri("/api/v1/events/feed").exchange(), 404, "E9003");
        Problems.expect(admin.post().uri("/api/commands/batch").exchange(), 404, "E9003");
        Problems.expect(
                admin.get()
                        .uri(URI.create("http://127.0.0.1:" + port + "/api/v1/goals/%2e%2e/x"))
                        .exchange(),
                400,
                "E9100");
        Problems.expect(admin.method(HttpMethod.DELETE).uri("/api/v1/goals").exchange(), 405, "E9005");
    }

    @Test
    void putsTheAgentOfThePathIntoTheBodyInside() {
        L02.on(
                "/suspend",
                (request, response) -> request.receive().aggregate().asString().flatMap(body -> response.header(
                                "Content-Type", "application/json")
                        .sendString(Mono.just(body))
                        .then()));
        WebTestClient developer = with(key("minder", "DEVELOPER", "STANDARD"));

        developer
                .post()
                .uri("/api/v1/agents/42/suspend")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"reason\":\"lunch\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"reason\":\"lunch\",\"agent_id\":\"42\"}");
        developer
                .post()
                .uri("/api/v1/agents/42/suspend")
                .exchange()
                .expectBody()
                .json("{\"agent_id\":\"42\"}");
        for (String wrong : List.of("[]", "{", "{\"agent_id\":\"43\"}")) {
            Problems.expect(
                    developer
                            .post()
                            .uri("/api/v1/agents/42/suspend")
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue(wrong)
                            .exchange(),
                    400,
                    "E9001");
        }
    }

    @Test
    void isMeasuredByRouteAndNotById() {
        with(key("admin", "ADMIN", "STANDARD"))
                .get()
                .uri("/api/v1/goals/one-of-many")
                .exchange()
                .expectStatus()
                .isOk();

        with("admin")
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectBody(String.class)
                .value(metrics -> assertThat(metrics)
                        .contains("uri=\"/api/v1/goals/{id}\"")
                        .doesNotContain("one-of-many"));
    }

    @Test
    void theLayersProblemsAreTheClients() {
        L05.on("/goals/7", (request, response) -> response.status(404)
                .header("Content-Type", "application/problem+json")
                .sendString(Mono.just("{\"code\":\"E5003\",\"status\":404}"))
                .then());

        with(key("guest", "GUEST", "STANDARD"))
                .get()
                .uri("/api/v1/goals/7")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("E5003");
    }

    @Test
    void publicPathsNeedNoCredentialAndCarryAGuest() throws ParseException {
        anybody().get().uri("/ui/app.js").exchange().expectStatus().isOk();

        SignedJWT token =
                SignedJWT.parse(L10.last().headers().get("authorization").substring("Bearer ".length()));
        assertThat(token.getJWTClaimsSet().getJSONObjectClaim("act_for"))
                .containsEntry("principal", "anonymous")
                .containsEntry("roles", List.of("GUEST"));
    }

    @Test
    void theBareAddressLeadsToTheDashboard() {
        anybody()
                .get()
                .uri("/")
                .exchange()
                .expectStatus()
                .isTemporaryRedirect()
                .expectHeader()
                .location("/ui/");
    }

    @Test
    void everyAnswerCarriesTheSecurityHeadersOnceAndKeepsTheLayersOwn() {
        L10.on("/ui/", (request, response) -> response.header("Content-Security-Policy", "script-src 'self'")
                .sendString(Mono.just("<p>"))
                .then());

        anybody()
                .get()
                .uri("/ui/")
                .exchange()
                .expectHeader()
                .valueEquals("Content-Security-Policy", "script-src 'self'")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff");
        anybody()
                .get()
                .uri("/api/v1/goals")
                .exchange()
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectHeader()
                .valueEquals("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void tellsOtherSitesPagesNothing() {
        with(key("guest", "GUEST", "STANDARD"))
                .get()
                .uri("/api/v1/goals")
                .header("Origin", "https://evil.example")
                .exchange()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin");
        Problems.expectRefusal(anybody()
                .options()
                .uri("/api/v1/goals")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .exchange());
    }
}

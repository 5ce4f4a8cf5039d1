package io.storyportal.apigateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.apigateway.DoorTestBase;
import io.storyportal.kit.testing.Problems;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.WebTestClient;

@Tag("l09")
class SessionTest extends DoorTestBase {

    @Test
    void logsInWithAKeyAndSaysWhoIsIn() {
        ResponseCookie cookie = login(key("browser", "DEVELOPER", "STANDARD"));

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getValue()).doesNotContain("browser");
        in(cookie)
                .get()
                .uri("/api/v1/session")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.principal")
                .isEqualTo("browser")
                .jsonPath("$.tenant_id")
                .isEqualTo(TENANT)
                .jsonPath("$.roles[0]")
                .isEqualTo("DEVELOPER");
    }

    @Test
    void refusesAWrongKey() {
        Problems.expect(loginWith("no-such-key"), 401, "E9011");
    }

    @Test
    void readsWithTheCookieButWritesOnlyFromItsOwnPage() {
        WebTestClient page = in(login(key("page", "DEVELOPER", "STANDARD")));

        page.get().uri("/api/v1/goals").exchange().expectStatus().isOk();
        page.post()
                .uri("/api/v1/goals")
                .header("Origin", "http://127.0.0.1:" + port)
                .exchange()
                .expectStatus()
                .isOk();
        Problems.expect(page.post().uri("/api/v1/goals").exchange(), 403, "E9120");
        Problems.expect(
                page.post()
                        .uri("/api/v1/goals")
                        .header("Origin", "https://evil.example")
                        .exchange(),
                403,
                "E9120");
        Problems.expect(
                page.post().uri("/api/v1/goals").header("Origin", "null").exchange(), 403, "E9120");
    }

    @Test
    void anotherSiteCannotLogItsVisitorIn() {
        Problems.expect(
                anybody()
                        .post()
                        .uri("/api/v1/session")
                        .header("Origin", "https://evil.example")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"api_key\":\"%s\"}".formatted(key("attacker", "GUEST", "STANDARD")))
                        .exchange(),
                403,
                "E9120");
    }

    @Test
    void theCookieStaysOutside() {
        in(login(key("kept", "GUEST", "STANDARD")))
                .get()
                .uri("/api/v1/goals")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(L05.last().headers()).doesNotContainKey("cookie");
    }

    @Test
    void endsWithTheLogout() {
        ResponseCookie cookie = login(key("leaving", "GUEST", "STANDARD"));

        in(cookie)
                .delete()
                .uri("/api/v1/session")
                .header("Origin", "http://127.0.0.1:" + port)
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectCookie()
                .maxAge("portal_session", Duration.ZERO);

        Problems.expect(in(cookie).get().uri("/api/v1/goals").exchange(), 401, "E9011");
    }

    @Test
    void endsWithTheKeyItWasOpenedWith() {
        ResponseCookie cookie = login(key("revoked", "GUEST", "STANDARD"));

        revoke("revoked");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        Problems.expect(in(cookie).get().uri("/api/v1/goals").exchange(), 401, "E9011"));
    }

    @Test
    void anApiKeyHasNoSessionToEnd() {
        Problems.expect(
                with(key("keyed", "GUEST", "STANDARD"))
                        .delete()
                        .uri("/api/v1/session")
                        .exchange(),
                404,
                "E9123");
    }

    @Test
    void refusesALoginThatIsNone() {
        for (String body : new String[] {"{", "{}", "{\"api_key\":\"\"}", "{\"api_key\":\"x\",\"more\":1}", "[]"}) {
            Problems.expectRefusal(anybody()
                    .post()
                    .uri("/api/v1/session")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body)
                    .exchange());
        }
    }

    private ResponseCookie login(String key) {
        return loginWith(key)
                .expectStatus()
                .isCreated()
                .returnResult(Void.class)
                .getResponseCookies()
                .getFirst("portal_session");
    }

    private WebTestClient.ResponseSpec loginWith(String key) {
        return anybody()
                .post()
                .uri("/api/v1/session")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"api_key\":\"%s\"}".formatted(key))
                .exchange();
    }

    private WebTestClient in(ResponseCookie cookie) {
        return anybody()
                .mutate()
                .defaultCookie(cookie.getName(), cookie.getValue())
                .build();
    }
}

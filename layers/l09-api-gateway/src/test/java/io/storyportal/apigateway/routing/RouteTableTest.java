package io.storyportal.apigateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.MethodNotAllowedException;

@Tag("l09")
class RouteTableTest {

    private static final RouteTable TABLE = table("""
            - {outside: /a/things/**, layer: l01, inside: /inside/**, roles: {GET: GUEST}}
            - {outside: "/a/things/{id}", layer: l02, inside: "/one/{id}", roles: {GET: GUEST, DELETE: ADMIN}}
            - {outside: "/a/things/{id}/parts/{part}", layer: l02, inside: "/parts/{part}/of/{id}", roles: {PUT: ADMIN}}
            - {outside: /a/things/special, layer: l03, inside: /special, roles: {GET: DEVELOPER}}
            - {outside: /a/both, layer: l01, inside: /read, roles: {GET: GUEST}}
            - {outside: /a/both, layer: l02, inside: /write, roles: {POST: DEVELOPER}}
            - {outside: /a/things/secret, closed: true}
            - {outside: /page/**, layer: l10, inside: /page/**, roles: {GET: GUEST}, public: true}
            """);

    static RouteTable table(String routes) {
        String file = "version: 1\ndefaults: {body: json, timeout: 30s}\nroutes:\n" + routes.indent(2);
        return RouteFile.read(new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /a/things/special, l03, /special",
        "GET, /a/things/42, l02, /one/42",
        "GET, /a/things/42/x/y, l01, /inside/42/x/y",
        "GET, /a/things, l01, /inside",
        "GET, /a/things/, l01, /inside/",
        "PUT, /a/things/7/parts/9, l02, /parts/9/of/7",
        "GET, /a/both, l01, /read",
        "POST, /a/both, l02, /write",
        "HEAD, /a/both, l01, /read"
    })
    void theNarrowestPathDecides(String method, String path, String layer, String inside) {
        Destination destination = TABLE.find(HttpMethod.valueOf(method), path);

        assertThat(destination.rule().layer()).isEqualTo(layer);
        assertThat(destination.path()).isEqualTo(inside);
    }

    @Test
    void keepsWhatWasPercentEncodedAsItCame() {
        assertThat(TABLE.find(HttpMethod.GET, "/a/things/caf%C3%A9%20x/y").path())
                .isEqualTo("/inside/caf%C3%A9%20x/y");
    }

    @Test
    void aNarrowRuleCannotBeAvoidedByEncodingIt() {
        Destination destination = TABLE.find(HttpMethod.GET, "/a/things/speci%61l");

        assertThat(destination.rule().layer()).isEqualTo("l03");
        assertThat(destination.role()).isEqualTo(Role.DEVELOPER);
        assertNotFound("/a/things/secre%74");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/A/things/1/2", "/a/both/more", "/a/things/secret", "/other"})
    void knowsNothingElse(String path) {
        assertNotFound(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/things/../both",
                "/a/things/%2e%2e/both",
                "/a/things/.",
                "/a//things",
                "/a/things/x%2fy",
                "/a/things/x%5Cy",
                "/a/things/x;y=1",
                "/a/things/%00",
                "/a/things/%ff",
                "/a/things/%zz"
            })
    void refusesPathsThatTwoLayersCouldReadDifferently(String path) {
        assertThatThrownBy(() -> TABLE.find(HttpMethod.GET, path))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem().code()).isEqualTo("E9100"));
    }

    @Test
    void aNarrowPathDoesNotFallBackToAWiderOneForAMethodItLacks() {
        assertThatThrownBy(() -> TABLE.find(HttpMethod.POST, "/a/things/special"))
                .isInstanceOf(MethodNotAllowedException.class);
    }

    @Test
    void namesTheMethodsOfAllEntriesOfAPath() {
        assertThatThrownBy(() -> TABLE.find(HttpMethod.PATCH, "/a/both"))
                .isInstanceOfSatisfying(
                        MethodNotAllowedException.class, refusal -> assertThat(refusal.getSupportedMethods())
                                .containsExactlyInAnyOrder(HttpMethod.GET, HttpMethod.POST));
    }

    @Test
    void onlyPublicPathsAreOpen() {
        assertThat(TABLE.isOpen("/page/x.js")).isTrue();
        assertThat(TABLE.isOpen("/a/both")).isFalse();
        assertThat(TABLE.isOpen("/nowhere")).isFalse();
    }

    private static void assertNotFound(String path) {
        assertThatThrownBy(() -> TABLE.find(HttpMethod.GET, path))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(
                                problem.problem().status().value())
                        .isEqualTo(404));
    }
}

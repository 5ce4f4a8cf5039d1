package io.storyportal.apigateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;

@Tag("l09")
class RouteFileTest {

    private final RouteTable shipped = RouteFile.read(new ClassPathResource("contracts/routes.yaml"));

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/goals, l05, /goals, DEVELOPER",
        "GET, /api/v1/goals/1/report, l05, /goals/1/report, GUEST",
        "POST, /api/v1/agents, l02, /spawn, DEVELOPER",
        "GET, /api/v1/agents, l01, /api/agents, GUEST",
        "POST, /api/v1/tools/dataset.profile/invoke, l03, /tools/dataset.profile/invoke, DEVELOPER",
        "GET, /api/v1/config/limits/retries, l01, /api/config/limits/retries, ADMIN",
        "POST, /api/v1/config/limits/retries/rollback, l01, /api/config/limits/retries/rollback, ADMIN",
        "GET, /api/v1/plans/1/versions, l01, /api/plans/1/versions, GUEST",
        "PATCH, /api/v1/feedback/1, l01, /api/feedback/1, DEVELOPER",
        "GET, /api/v1/datasets/1/splits, l01, /api/datasets/1/splits, GUEST",
        "POST, /api/v1/api-keys, l01, /api/api-keys, ADMIN",
        "POST, /api/v1/control/pause, l10, /control/pause, ADMIN",
        "GET, /ws/events, l10, /ws/events, GUEST"
    })
    void theShippedFileLeadsWhereTheApiSays(String method, String path, String layer, String inside, Role role) {
        Destination destination = shipped.find(HttpMethod.valueOf(method), path);

        assertThat(destination.rule().layer()).isEqualTo(layer);
        assertThat(destination.path()).isEqualTo(inside);
        assertThat(destination.role()).isEqualTo(role);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/events/feed",
                "/api/v1/api-keys/resolve",
                "/api/v1/commands/batch",
                "/api/v1/admin/projections/goals/rebuild",
                "/api/events",
                "/spawn",
                "/actuator/prometheus"
            })
    void whatIsOnlyForServicesDoesNotExistOutside(String path) {
        assertThatThrownBy(() -> shipped.find(HttpMethod.GET, path)).isInstanceOf(ProblemException.class);
    }

    @Test
    void everyWriteNeedsMoreThanAGuest() {
        assertThat(shipped.rules()).allSatisfy(rule -> rule.roles()
                .forEach((method, role) -> assertThat(method == HttpMethod.GET || role != Role.GUEST)
                        .as("%s %s", method, rule.outside())
                        .isTrue()));
    }

    @Test
    void streamsAndUploadsHaveNoTimeout() {
        assertThat(shipped.find(HttpMethod.GET, "/api/v1/events/stream").rule().timeout())
                .isEqualTo(Duration.ZERO);
        assertThat(shipped.find(HttpMethod.POST, "/api/v1/artifacts").rule())
                .satisfies(rule -> assertThat(rule.timeout()).isEqualTo(Duration.ZERO))
                .satisfies(rule -> assertThat(rule.body()).isEqualTo(BodyKind.UPLOAD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {outside: /a, layer: l01, inside: /b, roles: {GET: GUEST}, rolez: 1} | unknown key 'rolez'",
                "- {outside: /a, layer: L1, inside: /b, roles: {GET: GUEST}} | layer must look like l05",
                "- {outside: /a, layer: l01, inside: /b, roles: {FETCH: GUEST}} | no such method: FETCH",
                "- {outside: /a, layer: l01, inside: /b, roles: {GET: KING}} | KING",
                "- {outside: /a, layer: l01, inside: '/b/{id}', roles: {GET: GUEST}} | does not have",
                "- {outside: /a, layer: l01, inside: /b/**, roles: {GET: GUEST}} | does not have",
                "- {outside: a, layer: l01, inside: /b, roles: {GET: GUEST}} | begins with '/'",
                "- {outside: /a, layer: l01, inside: /b, roles: {POST: ADMIN}, public: true} | a public path",
                "- {outside: /a, layer: l01, roles: {GET: GUEST}} | inside is missing"
            })
    void namesWhatIsWrong(String entry, String message) {
        assertThatThrownBy(() -> RouteTableTest.table(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesTwoAnswersToOneRequest() {
        assertThatThrownBy(() -> RouteTableTest.table("""
                        - {outside: "/a/{id}", layer: l01, inside: /x, roles: {GET: GUEST}}
                        - {outside: "/a/{name}", layer: l02, inside: /y, roles: {GET: GUEST}}
                        """))
                .hasMessageContaining("two entries answer the same requests");
    }
}

package io.storyportal.apigateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.apigateway.routing.RouteFile;
import io.storyportal.apigateway.routing.RouteTable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("l09")
class PlatformApiTest {

    private static final RouteTable ROUTES =
            RouteFile.read(new ByteArrayResource("""
            version: 1
            defaults: {body: json, timeout: 30s}
            routes:
              - {outside: /api/v1/goals/**, layer: l05, inside: /goals/**, roles: {GET: GUEST}}
              - {outside: "/api/v1/goals/{id}/cancel", layer: l05, inside: "/goals/{id}/cancel", roles: {POST: DEVELOPER}}
              - {outside: /api/v1/agents, layer: l01, inside: /api/agents, roles: {GET: GUEST}}
              - {outside: /api/v1/agents, layer: l05, inside: /spawn, roles: {POST: DEVELOPER}}
              - {outside: /api/v1/goals/hidden, closed: true}
            """.getBytes(StandardCharsets.UTF_8)));

    private static final String L05 = """
            paths:
              /goals:
                get: {operationId: list, responses: {"200": {content: {application/json: {schema: {$ref: "#/components/schemas/Goal"}}}}}}
                delete: {operationId: drop}
              /goals/{goal_id}/cancel:
                post: {operationId: cancel}
              /goals/hidden:
                get: {operationId: hidden}
              /spawn:
                post: {operationId: spawn}
              /internal:
                get: {operationId: internal}
            components: {schemas: {Goal: {type: object, properties: {next: {$ref: "#/components/schemas/Goal"}}}}}
            """;

    private static final String L01 = """
            paths:
              /api/agents:
                get: {operationId: list}
            components: {schemas: {Goal: {type: string}}}
            """;

    private final JsonNode api = merged();

    @Test
    void describesOperationsUnderTheirOutsidePaths() {
        assertThat(api.at("/paths/~1api~1v1~1goals/get/operationId").asString()).isEqualTo("l05_list");
        assertThat(api.at("/paths/~1api~1v1~1goals~1{goal_id}~1cancel/post").isObject())
                .isTrue();
        assertThat(api.at("/paths/~1api~1v1~1goals~1{goal_id}~1cancel/post/parameters/0/name")
                        .asString())
                .isEqualTo("goal_id");
        assertThat(api.at("/paths/~1api~1v1~1agents/get/tags/0").asString()).isEqualTo("l01");
        assertThat(api.at("/paths/~1api~1v1~1agents/post/tags/0").asString()).isEqualTo("l05");
    }

    @Test
    void leavesOutWhatNoRouteLeadsTo() {
        assertThat(api.path("paths").propertyNames())
                .containsExactly("/api/v1/agents", "/api/v1/goals", "/api/v1/goals/{goal_id}/cancel");
        assertThat(api.at("/paths/~1api~1v1~1goals/delete").isMissingNode()).isTrue();
    }

    @Test
    void keepsSchemasOfTwoLayersApart() {
        assertThat(api.at("/components/schemas/l01_Goal/type").asString()).isEqualTo("string");
        assertThat(api.at("/components/schemas/l05_Goal/properties/next/$ref").asString())
                .isEqualTo("#/components/schemas/l05_Goal");
        assertThat(api.at("/paths/~1api~1v1~1goals/get/responses/200/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/l05_Goal");
    }

    private static JsonNode merged() {
        Map<String, Map<String, Object>> documents = new LinkedHashMap<>();
        documents.put("l01", new Yaml().load(L01));
        documents.put("l05", new Yaml().load(L05));
        return new JsonMapper().valueToTree(new PlatformApi(ROUTES, documents).merged());
    }
}

package io.storyportal.kit.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One operation of a layer's OpenAPI, to be called in well-meant and ill-meant ways. */
record Operation(HttpMethod method, String path, JsonNode description) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String SOME_ID = "01900000-0000-7000-8000-00000000dead";

    static Stream<Operation> allOf(LayerContract layer) {
        if (!layer.describesItself()) {
            return Stream.of(new Operation(HttpMethod.GET, "/no/such/path", new YAMLMapper().createObjectNode()));
        }
        JsonNode paths =
                new YAMLMapper().readTree(CommittedOpenApi.ofRunning(layer)).path("paths");
        List<Operation> operations = new ArrayList<>();
        paths.properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> operations.add(new Operation(
                        HttpMethod.valueOf(method.getKey().toUpperCase(Locale.ROOT)),
                        path.getKey(),
                        method.getValue()))));
        return operations.stream();
    }

    boolean takesJson() {
        return description.path("requestBody").path("content").has(MediaType.APPLICATION_JSON_VALUE);
    }

    boolean needsBody() {
        return description.path("requestBody").path("required").asBoolean(false);
    }

    /** Names of the query parameters whose schema has this type. */
    List<String> queryParametersOf(String type) {
        return description
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .filter(parameter ->
                        parameter.path("schema").path("type").asString().equals(type))
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    boolean hasUuidInPath() {
        return description
                .path("parameters")
                .valueStream()
                .anyMatch(parameter -> parameter.path("in").asString().equals("path")
                        && parameter.path("schema").path("format").asString().equals("uuid"));
    }

    /** The path with every parameter filled in with an id that nothing has. */
    String uri() {
        return path.replaceAll("\\{[^}]+}", SOME_ID);
    }

    String uriWith(String parameterValue) {
        return path.replaceAll("\\{[^}]+}", parameterValue);
    }

    ResponseSpec send(WebTestClient client) {
        return send(
                client,
                uri(),
                takesJson()
                        ? request ->
                                request.contentType(MediaType.APPLICATION_JSON).bodyValue("{}")
                        : null);
    }

    ResponseSpec send(
            WebTestClient client,
            String uri,
            @Nullable Function<WebTestClient.RequestBodySpec, WebTestClient.RequestHeadersSpec<?>> body) {
        WebTestClient.RequestBodySpec request = client.method(method).uri(uri);
        return body == null ? request.exchange() : body.apply(request).exchange();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

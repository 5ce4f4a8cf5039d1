package io.storyportal.apigateway.catalogue;

import io.storyportal.apigateway.routing.RouteRule;
import io.storyportal.apigateway.routing.RouteTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;

/**
 * One OpenAPI document out of the layers' own: each operation that a route leads to, under its outside path. Schemas are
 * named after their layer ("l05_Goal"), since two layers may use one name for two things.
 */
final class PlatformApi {

    private static final Pattern NAME = Pattern.compile("\\{([^}]+)}");
    private static final String REFERENCE = "#/components/schemas/";

    private final RouteTable routes;
    private final Map<String, Map<String, Object>> documents;

    /** @param documents the OpenAPI documents, by layer id */
    PlatformApi(RouteTable routes, Map<String, Map<String, Object>> documents) {
        this.routes = routes;
        this.documents = documents;
    }

    Map<String, Object> merged() {
        Map<String, Object> paths = new TreeMap<>();
        Map<String, Object> schemas = new TreeMap<>();
        documents.forEach((layer, document) -> {
            object(object(document, "components"), "schemas")
                    .forEach((name, schema) -> schemas.put(layer + "_" + name, renamed(schema, layer)));
            object(document, "paths").forEach((inside, item) -> operations(item)
                    .forEach((method, operation) -> add(paths, layer, String.valueOf(inside), method, operation)));
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("openapi", "3.1.0");
        result.put(
                "info",
                Map.of(
                        "title", "Story Portal Platform",
                        "version", "v1",
                        "description", "Everything that can be asked of the platform from outside, through L09."));
        result.put("security", List.of(Map.of("api_key", List.of()), Map.of("bearer", List.of())));
        result.put("paths", paths);
        result.put("components", Map.of("schemas", schemas, "securitySchemes", securitySchemes()));
        return result;
    }

    private void add(Map<String, Object> paths, String layer, String inside, String method, Object operation) {
        List<String> outsides = layer.equals("l09") ? List.of(inside) : outsides(layer, inside, method);
        for (String outside : outsides) {
            Map<String, Object> item = new TreeMap<>(object(paths, outside));
            item.put(method, described(operation, layer, outside));
            paths.put(outside, item);
        }
    }

    /** An operation keeps its layer as tag and prefix, so that tools that make clients find unique names. */
    private static Object described(Object operation, String layer, String outside) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (renamed(operation, layer) instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> copy.put(String.valueOf(name), value));
        }
        copy.put("tags", List.of(layer));
        copy.computeIfPresent("operationId", (name, id) -> layer + "_" + id);
        declarePathParameters(copy, outside);
        return copy;
    }

    /** A name in the outside path may go into the body inside; outside it is a parameter like any other. */
    private static void declarePathParameters(Map<String, Object> operation, String outside) {
        List<Object> parameters = new ArrayList<>();
        if (operation.get("parameters") instanceof List<?> present) {
            parameters.addAll(present);
        }
        Matcher names = NAME.matcher(outside);
        while (names.find()) {
            String name = names.group(1);
            boolean declared = parameters.stream()
                    .anyMatch(each -> each instanceof Map<?, ?> parameter && name.equals(parameter.get("name")));
            if (!declared) {
                parameters.add(
                        Map.of("in", "path", "name", name, "required", true, "schema", Map.of("type", "string")));
            }
        }
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
    }

    private List<String> outsides(String layer, String inside, String method) {
        HttpMethod wanted = HttpMethod.valueOf(method.toUpperCase(Locale.ROOT));
        List<String> found = new ArrayList<>();
        for (RouteRule rule : routes.rules()) {
            if (rule.layer().equals(layer) && rule.roles().containsKey(wanted)) {
                InsideMatch.outsideOf(rule, inside).ifPresent(outside -> {
                    if (routes.leadsTo(rule, wanted, outside)) {
                        found.add(outside);
                    }
                });
            }
        }
        return found;
    }

    private static Map<String, Object> operations(Object item) {
        Map<String, Object> operations = new TreeMap<>();
        if (item instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> {
                boolean isMethod =
                        List.of("get", "put", "post", "patch", "delete").contains(name);
                if (isMethod) {
                    operations.put(String.valueOf(name), value);
                }
            });
        }
        return operations;
    }

    private static Object renamed(Object node, String layer) {
        return switch (node) {
            case Map<?, ?> fields -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                fields.forEach((name, value) -> copy.put(String.valueOf(name), renamed(value, layer)));
                yield copy;
            }
            case List<?> items ->
                items.stream().map(item -> renamed(item, layer)).toList();
            case String text
            when text.startsWith(REFERENCE) -> REFERENCE + layer + "_" + text.substring(REFERENCE.length());
            default -> node;
        };
    }

    private static Map<String, Object> object(Map<String, Object> parent, String name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (parent.get(name) instanceof Map<?, ?> present) {
            present.forEach((key, value) -> fields.put(String.valueOf(key), value));
        }
        return fields;
    }

    private static Map<String, Object> securitySchemes() {
        return Map.of(
                "api_key", Map.of("type", "apiKey", "in", "header", "name", "X-API-Key"),
                "bearer", Map.of("type", "http", "scheme", "bearer"));
    }
}

package io.storyportal.apigateway.routing;

import io.storyportal.kit.web.caller.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads {@code routes.yaml} strictly: an unknown key or a wrong value stops the start and names the entry. */
public final class RouteFile {

    private static final Set<String> TOP = Set.of("version", "defaults", "routes");
    private static final Set<String> DEFAULTS = Set.of("body", "timeout");
    private static final Set<String> ENTRY =
            Set.of("outside", "layer", "inside", "roles", "body", "fill", "timeout", "closed", "public");
    private static final Pattern LAYER = Pattern.compile("l\\d\\d");

    private RouteFile() {}

    public static RouteTable read(Resource resource) {
        try (InputStream in = resource.getInputStream()) {
            return parse(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + resource.getDescription(), unreadable);
        }
    }

    private static RouteTable parse(@Nullable Object document) {
        Map<?, ?> top = map(document, "the file", TOP);
        if (!Integer.valueOf(1).equals(top.get("version"))) {
            throw new IllegalArgumentException("routes.yaml: version must be 1");
        }
        Map<?, ?> defaults = map(top.get("defaults"), "defaults", DEFAULTS);
        if (!(top.get("routes") instanceof List<?> routes) || routes.isEmpty()) {
            throw new IllegalArgumentException("routes.yaml: routes must be a list with entries");
        }
        return new RouteTable(
                routes.stream().map(entry -> rule(entry, defaults)).toList());
    }

    private static RouteRule rule(Object entry, Map<?, ?> defaults) {
        Map<?, ?> fields = map(entry, "the entry " + entry, ENTRY);
        try {
            return rule(fields, defaults);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "routes.yaml: " + fields.get("outside") + ": " + wrong.getMessage(), wrong);
        }
    }

    private static RouteRule rule(Map<?, ?> fields, Map<?, ?> defaults) {
        String outside = text(fields, "outside", Map.of());
        if (Boolean.TRUE.equals(fields.get("closed"))) {
            return new RouteRule(outside, "", outside, Map.of(), false, BodyKind.JSON, Map.of(), Duration.ZERO);
        }
        String layer = text(fields, "layer", Map.of());
        if (!LAYER.matcher(layer).matches()) {
            throw new IllegalArgumentException("layer must look like l05, not " + layer);
        }
        Map<HttpMethod, Role> roles = roles(fields.get("roles"));
        boolean open = Boolean.TRUE.equals(fields.get("public"));
        if (open && !roles.equals(Map.of(HttpMethod.GET, Role.GUEST))) {
            throw new IllegalArgumentException("a public path is for GET by GUEST alone");
        }
        return new RouteRule(
                outside,
                layer,
                text(fields, "inside", Map.of()),
                roles,
                open,
                BodyKind.valueOf(text(fields, "body", defaults).toUpperCase(Locale.ROOT)),
                fill(fields.get("fill")),
                timeout(text(fields, "timeout", defaults)));
    }

    private static Map<HttpMethod, Role> roles(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> entries) || entries.isEmpty()) {
            throw new IllegalArgumentException("roles must map methods to roles");
        }
        Map<HttpMethod, Role> roles = new HashMap<>();
        entries.forEach((method, role) -> {
            if (!List.of(HttpMethod.values()).contains(HttpMethod.valueOf(String.valueOf(method)))) {
                throw new IllegalArgumentException("no such method: " + method);
            }
            roles.put(HttpMethod.valueOf(String.valueOf(method)), Role.valueOf(String.valueOf(role)));
        });
        return roles;
    }

    private static Map<String, String> fill(@Nullable Object value) {
        Map<String, String> fill = new HashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((field, name) -> fill.put(String.valueOf(field), String.valueOf(name)));
        }
        return fill;
    }

    private static Duration timeout(String text) {
        return text.equals("none") ? Duration.ZERO : DurationStyle.SIMPLE.parse(text);
    }

    private static String text(Map<?, ?> fields, String key, Map<?, ?> defaults) {
        Object value = fields.containsKey(key) ? fields.get(key) : defaults.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value.toString();
    }

    private static Map<?, ?> map(@Nullable Object value, String what, Set<String> known) {
        if (!(value instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("routes.yaml: " + what + " must be a mapping");
        }
        fields.keySet().forEach(key -> {
            if (!known.contains(String.valueOf(key))) {
                throw new IllegalArgumentException("routes.yaml: unknown key '" + key + "' in " + what);
            }
        });
        return fields;
    }
}

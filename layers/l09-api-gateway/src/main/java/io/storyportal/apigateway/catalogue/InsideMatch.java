package io.storyportal.apigateway.catalogue;

import io.storyportal.apigateway.routing.RouteRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a route backwards: from a path of a layer's API description to the path outside. */
final class InsideMatch {

    private static final String REST = "**";

    private InsideMatch() {}

    /** The outside path of an inside one, if the rule leads there; the layer's own parameter names are kept. */
    static Optional<String> outsideOf(RouteRule rule, String inside) {
        List<String> template = List.of(rule.inside().substring(1).split("/", -1));
        List<String> actual = List.of(inside.substring(1).split("/", -1));
        Map<String, String> names = new HashMap<>();
        List<String> rest = List.of();
        for (int i = 0; i < template.size(); i++) {
            String part = template.get(i);
            if (part.equals(REST)) {
                rest = actual.subList(Math.min(i, actual.size()), actual.size());
                return Optional.of(render(rule.outside(), names, rest));
            }
            if (i >= actual.size() || !fits(part, actual.get(i))) {
                return Optional.empty();
            }
            names.put(part, actual.get(i));
        }
        return template.size() == actual.size() ? Optional.of(render(rule.outside(), names, rest)) : Optional.empty();
    }

    private static boolean fits(String part, String actual) {
        return part.startsWith("{") ? actual.startsWith("{") : part.equals(actual);
    }

    private static String render(String outside, Map<String, String> names, List<String> rest) {
        List<String> parts = new ArrayList<>();
        for (String part : outside.substring(1).split("/", -1)) {
            if (part.equals(REST)) {
                parts.addAll(rest);
            } else {
                parts.add(part.startsWith("{") ? names.getOrDefault(part, part) : part);
            }
        }
        return "/" + String.join("/", parts);
    }
}

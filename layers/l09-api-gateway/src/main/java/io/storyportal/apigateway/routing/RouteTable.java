package io.storyportal.apigateway.routing;

import io.storyportal.apigateway.routing.PathTemplate.Match;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.MethodNotAllowedException;

/** The outside paths, narrowest first. Checked once, when it is made. */
public final class RouteTable {

    /** One outside path and what its methods lead to. */
    private record Way(PathTemplate outside, List<Lane> lanes) {}

    private record Lane(RouteRule rule, PathTemplate inside) {}

    private final List<RouteRule> rules;
    private final List<Way> ways;

    public RouteTable(List<RouteRule> rules) {
        this.rules = List.copyOf(rules);
        Map<String, List<RouteRule>> byPath = new LinkedHashMap<>();
        for (RouteRule rule : rules) {
            List<RouteRule> sharing = byPath.computeIfAbsent(anonymous(rule.outside()), path -> new ArrayList<>());
            sharing.forEach(present -> requireApart(present, rule));
            sharing.add(rule);
        }
        ways = byPath.values().stream()
                .map(RouteTable::way)
                .sorted(Comparator.comparing(Way::outside, PathTemplate.NARROWEST_FIRST))
                .toList();
    }

    public List<RouteRule> rules() {
        return rules;
    }

    /** Whether a path may be read without a credential; the 400 of an unacceptable path is thrown here too. */
    public boolean isOpen(String rawPath) {
        OutsidePath path = OutsidePath.of(rawPath);
        return ways.stream()
                .filter(way -> way.outside.match(path) != null)
                .findFirst()
                .map(way -> way.lanes.stream().allMatch(lane -> lane.rule.open()))
                .orElse(false);
    }

    /** Whether this rule, and no narrower one, answers the path; both may hold {names}. */
    public boolean leadsTo(RouteRule rule, HttpMethod method, String path) {
        OutsidePath outside = OutsidePath.of(path);
        return ways.stream()
                .filter(way -> way.outside.match(outside) != null)
                .findFirst()
                .map(way -> way.lanes.stream()
                        .anyMatch(lane -> lane.rule.equals(rule) && rule.roles().containsKey(method)))
                .orElse(false);
    }

    /** Where a request goes; 404 for a path that is not in the table, 405 for a method that its path does not have. */
    public Destination find(HttpMethod method, String rawPath) {
        OutsidePath path = OutsidePath.of(rawPath);
        for (Way way : ways) {
            Match match = way.outside.match(path);
            if (match != null) {
                return choose(way, method, match);
            }
        }
        throw nothing();
    }

    private static Destination choose(Way way, HttpMethod method, Match match) {
        for (Lane lane : way.lanes) {
            if (lane.rule.closed()) {
                throw nothing();
            }
            Optional<Role> role = lane.rule.roleFor(method);
            if (role.isPresent()) {
                return new Destination(lane.rule, lane.inside.render(match), role.get(), fields(lane.rule, match));
            }
        }
        throw new MethodNotAllowedException(
                method,
                way.lanes.stream()
                        .flatMap(lane -> lane.rule.roles().keySet().stream())
                        .toList());
    }

    private static Map<String, String> fields(RouteRule rule, Match match) {
        Map<String, String> fields = new LinkedHashMap<>();
        rule.fill().forEach((field, name) -> fields.put(field, match.decoded(name)));
        return fields;
    }

    private static Way way(List<RouteRule> sharing) {
        PathTemplate outside = PathTemplate.parse(sharing.getFirst().outside());
        return new Way(
                outside,
                sharing.stream().map(rule -> new Lane(rule, insideOf(rule))).toList());
    }

    private static PathTemplate insideOf(RouteRule rule) {
        PathTemplate outside = PathTemplate.parse(rule.outside());
        if (rule.closed()) {
            return outside;
        }
        PathTemplate inside = PathTemplate.parse(rule.inside());
        if (!outside.names().containsAll(inside.names())
                || !outside.names().containsAll(rule.fill().values())
                || outside.isOpen() != inside.isOpen()) {
            throw new IllegalArgumentException(
                    "the path inside uses what the path outside does not have: " + rule.outside());
        }
        return inside;
    }

    private static void requireApart(RouteRule present, RouteRule added) {
        boolean overlap = Stream.of(present, added).anyMatch(RouteRule::closed)
                || present.roles().keySet().stream().anyMatch(added.roles()::containsKey);
        if (overlap || !present.outside().equals(added.outside())) {
            throw new IllegalArgumentException("two entries answer the same requests: " + added.outside());
        }
    }

    /** Paths that differ in nothing but names match the same requests. */
    private static String anonymous(String outside) {
        return outside.replaceAll("\\{[^}]*}", "{}");
    }

    private static RuntimeException nothing() {
        return CommonProblem.NOT_FOUND.exception("There is nothing at this path");
    }
}

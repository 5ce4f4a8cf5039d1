package io.storyportal.apigateway.routing;

import io.storyportal.kit.web.caller.Role;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;

/**
 * One entry of {@code routes.yaml}.
 *
 * @param layer the layer that answers; empty closes the path
 * @param roles least role for each method that may be used
 * @param open whether no credential is needed, because nothing that answers here holds data
 * @param fill fields of the JSON body inside, each with the name of the path's segment that goes there
 * @param timeout until the answer begins; zero is none
 */
public record RouteRule(
        String outside,
        String layer,
        String inside,
        Map<HttpMethod, Role> roles,
        boolean open,
        BodyKind body,
        Map<String, String> fill,
        Duration timeout) {

    public RouteRule {
        roles = Map.copyOf(roles);
        fill = Map.copyOf(fill);
    }

    /** The id of the route, of its breaker and of its metrics: unique, as no two entries share path and method. */
    public String id() {
        return roles.keySet().stream().map(HttpMethod::name).sorted().collect(Collectors.joining(",")) + " " + outside;
    }

    public boolean closed() {
        return layer.isEmpty();
    }

    Optional<Role> roleFor(HttpMethod method) {
        return Optional.ofNullable(roles.get(method == HttpMethod.HEAD ? HttpMethod.GET : method));
    }
}

package io.storyportal.apigateway.proxy;

import io.storyportal.apigateway.routing.RouteRule;
import io.storyportal.apigateway.routing.RouteTable;
import io.storyportal.kit.web.config.PortalProperties;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import reactor.core.publisher.Flux;

/** The table's entries as Spring Cloud Gateway's routes: each knows its layer's address and its timeout. */
final class DoorRoutes implements RouteLocator {

    private static final long NO_TIMEOUT = -1;

    private final Map<RouteRule, Route> routes = new LinkedHashMap<>();

    DoorRoutes(RouteTable table, PortalProperties portal) {
        table.rules().stream().filter(rule -> !rule.closed()).forEach(rule -> routes.put(rule, route(rule, portal)));
    }

    Route of(RouteRule rule) {
        Route route = routes.get(rule);
        if (route == null) {
            throw new IllegalArgumentException("not a rule of this table: " + rule.outside());
        }
        return route;
    }

    /** Routes are chosen by the table, in {@link DoorHandlerMapping}; their own predicates match nothing. */
    private static Route route(RouteRule rule, PortalProperties portal) {
        Duration timeout = rule.timeout();
        return Route.async()
                .id(rule.id())
                .uri(portal.urlOf(rule.layer()))
                .predicate(exchange -> false)
                .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, timeout.isZero() ? NO_TIMEOUT : timeout.toMillis())
                .build();
    }

    @Override
    public Flux<Route> getRoutes() {
        return Flux.fromIterable(routes.values());
    }
}

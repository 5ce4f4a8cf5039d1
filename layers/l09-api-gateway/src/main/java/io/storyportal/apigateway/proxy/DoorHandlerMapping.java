package io.storyportal.apigateway.proxy;

import io.storyportal.apigateway.routing.Destination;
import io.storyportal.apigateway.routing.RouteTable;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds the route of a request in the table, in one look; what the table does not know ends here as a 404 or 405. */
final class DoorHandlerMapping extends RoutePredicateHandlerMapping {

    private static final String DESTINATION = Destination.class.getName();

    private final RouteTable table;
    private final DoorRoutes routes;

    DoorHandlerMapping(
            FilteringWebHandler handler,
            DoorRoutes routes,
            RouteTable table,
            GlobalCorsProperties cors,
            Environment environment) {
        super(handler, routes, cors, environment);
        this.table = table;
        this.routes = routes;
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> {
            ServerHttpRequest request = exchange.getRequest();
            Destination destination =
                    table.find(request.getMethod(), request.getURI().getRawPath());
            exchange.getAttributes().put(DESTINATION, destination);
            // Names the request in metrics and traces by its route, not by its ids.
            ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                    .ifPresent(observed ->
                            observed.setPathPattern(destination.rule().outside()));
            return routes.of(destination.rule());
        });
    }

    static Destination destinationOf(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(DESTINATION);
    }
}

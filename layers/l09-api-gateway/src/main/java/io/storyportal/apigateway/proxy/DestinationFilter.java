package io.storyportal.apigateway.proxy;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import java.net.URI;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Puts the path inside in place of the one outside; the query goes along as it came. */
final class DestinationFilter implements GlobalFilter, Ordered {

    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(GATEWAY_ROUTE_ATTR);
        String query = exchange.getRequest().getURI().getRawQuery();
        String path = DoorHandlerMapping.destinationOf(exchange).path();
        URI inside = URI.create(route.getUri().getScheme() + "://"
                + route.getUri().getRawAuthority() + path + (query == null ? "" : "?" + query));
        exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, inside);
        return chain.filter(exchange);
    }
}

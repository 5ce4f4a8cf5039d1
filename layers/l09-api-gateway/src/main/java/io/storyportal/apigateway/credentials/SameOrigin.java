package io.storyportal.apigateway.credentials;

import io.storyportal.apigateway.ApiGatewayProblem;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A cookie goes along with whatever page makes the browser ask. So what changes state, and what opens a WebSocket, must
 * say that it comes from a page of this very host.
 */
final class SameOrigin {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private SameOrigin() {}

    static void require(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        boolean harmless = READING.contains(request.getMethod()) && headers.getUpgrade() == null;
        if (!harmless && !isSame(headers.getOrigin(), headers.getFirst(HttpHeaders.HOST))) {
            throw ApiGatewayProblem.CROSS_SITE.exception("The Origin header does not name this host");
        }
    }

    private static boolean isSame(@Nullable String origin, @Nullable String host) {
        if (origin == null || host == null) {
            return false;
        }
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}

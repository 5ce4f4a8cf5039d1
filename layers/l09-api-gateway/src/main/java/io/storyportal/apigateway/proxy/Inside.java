package io.storyportal.apigateway.proxy;

import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * Which headers of a client go inside. A list of the allowed, not of the forbidden: identity, cookies and forwarding
 * headers stay outside under whatever name they come.
 */
final class Inside {

    private static final Set<String> ALLOWED = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "connection",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "last-event-id",
            "prefer",
            "range",
            "te",
            "traceparent",
            "tracestate",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private static final String WEBSOCKET = "sec-websocket-";

    private Inside() {}

    /** The allowed headers and the door's own token in place of whatever the client called itself. */
    static HttpHeaders headers(HttpHeaders outside, String token) {
        HttpHeaders inside = new HttpHeaders();
        outside.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (ALLOWED.contains(lower) || lower.startsWith(WEBSOCKET)) {
                inside.addAll(name, values);
            }
        });
        inside.setBearerAuth(token);
        return inside;
    }
}

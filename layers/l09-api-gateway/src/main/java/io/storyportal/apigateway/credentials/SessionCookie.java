package io.storyportal.apigateway.credentials;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The cookie of a browser session: out of reach of scripts, never sent from another site. */
record SessionCookie(boolean secure, Duration lifetime) {

    static final String NAME = "portal_session";

    static @Nullable String of(ServerHttpRequest request) {
        HttpCookie cookie = request.getCookies().getFirst(NAME);
        return cookie == null || cookie.getValue().isBlank() ? null : cookie.getValue();
    }

    ResponseCookie holding(String value) {
        return cookie(value, lifetime);
    }

    ResponseCookie gone() {
        return cookie("", Duration.ZERO);
    }

    private ResponseCookie cookie(String value, Duration age) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build();
    }
}

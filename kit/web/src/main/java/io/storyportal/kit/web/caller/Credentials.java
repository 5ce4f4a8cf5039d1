package io.storyportal.kit.web.caller;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The credential of a request: {@code Authorization: Bearer …} or {@code X-API-Key: …}. */
public final class Credentials {

    public static final String API_KEY = "X-API-Key";
    private static final String BEARER = "Bearer ";

    private Credentials() {}

    public static @Nullable String of(HttpHeaders headers) {
        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).trim();
        }
        return headers.getFirst(API_KEY);
    }
}

package io.storyportal.gateway.provider;

import java.util.Map;

/**
 * Where a provider is reached and how a request to it is authenticated.
 *
 * @param baseUrl without a trailing slash
 * @param headers sent with each request; none of them secret
 */
public record Endpoint(
        String provider, String baseUrl, Authentication authentication, ApiKey key, Map<String, String> headers) {

    /** The two ways providers take a key. */
    public enum Authentication {
        BEARER("Authorization", "Bearer "),
        X_API_KEY("x-api-key", "");

        private final String header;
        private final String prefix;

        Authentication(String header, String prefix) {
            this.header = header;
            this.prefix = prefix;
        }
    }

    public Endpoint {
        baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        headers = Map.copyOf(headers);
    }

    String authenticationHeader() {
        return authentication.header;
    }

    String authenticationValue() {
        return authentication.prefix + key.reveal();
    }
}

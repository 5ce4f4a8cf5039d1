package io.storyportal.apigateway;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * What L09 is told.
 *
 * @param routes the outside paths; the ones of this release by default
 * @param keyMemory how long a checked API key is trusted without asking L01 again: a revoked one works no longer than this
 * @param sessionLifetime how long a browser stays logged in
 * @param secureCookie whether the session cookie is for HTTPS (and localhost) alone; default: in production
 * @param acceptDevKey whether the dev key opens the door; default: in the dev profile; true stops the start in production
 * @param corsOrigins origins of other sites whose pages may call the API with a key; none by default
 */
@Validated
@ConfigurationProperties(value = "l09", ignoreUnknownFields = false)
public record ApiGatewayProperties(
        @NotNull @DefaultValue("classpath:contracts/routes.yaml")
        Resource routes,

        @NotNull @DefaultValue("3s") Duration keyMemory,
        @NotNull @DefaultValue("12h") Duration sessionLifetime,
        @Nullable Boolean secureCookie,
        @Nullable Boolean acceptDevKey,
        @DefaultValue List<String> corsOrigins) {

    private static final Duration LONGEST_KEY_MEMORY = Duration.ofSeconds(5);

    public ApiGatewayProperties {
        if (keyMemory.compareTo(LONGEST_KEY_MEMORY) > 0) {
            throw new IllegalArgumentException("l09.key-memory must be at most 5s, or revoked keys would work on");
        }
    }
}

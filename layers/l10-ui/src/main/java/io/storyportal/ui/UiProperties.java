package io.storyportal.ui;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator can set of L10.
 *
 * @param layers ids of the layers on the health map, in the order shown
 * @param freshness how long an overview is reused for callers of the same tenant
 * @param healthTimeout how long a layer may take to say that it is ready
 * @param socket the live stream to browsers
 */
@Validated
@ConfigurationProperties(value = "l10", ignoreUnknownFields = false)
public record UiProperties(
        @NotEmpty @DefaultValue({"l01", "l02", "l03", "l04", "l05", "l09", "l10"})
        List<String> layers,

        @NotNull @DefaultValue("1s") Duration freshness,
        @NotNull @DefaultValue("1s") Duration healthTimeout,
        @Valid @NotNull @DefaultValue Socket socket) {

    /**
     * @param buffer events held for a browser that reads slower than they come; one more and it is told to come back
     * @param ping silence after which the browser hears that the stream is still there
     * @param greeting time a browser has to say what it wants
     * @param lifetime age at which a stream is renewed, so that who may read is asked again
     */
    public record Socket(
            @Min(16) @Max(100_000) @DefaultValue("256") int buffer,
            @NotNull @DefaultValue("10s") Duration ping,
            @NotNull @DefaultValue("10s") Duration greeting,
            @NotNull @DefaultValue("15m") Duration lifetime) {}
}

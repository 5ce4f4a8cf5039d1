package io.storyportal.gateway.routing;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The part of a call that decides who answers it. */
record RouteRequest(
        @Nullable @Size(min = 1, max = 200) String model,

        @Nullable @Pattern(regexp = "anthropic|openai|ollama")
        String provider) {}

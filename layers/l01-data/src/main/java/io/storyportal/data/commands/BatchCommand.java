package io.storyportal.data.commands;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One command; {@code id} is required but for a creation, {@code body} is what the resource's own route takes. */
public record BatchCommand(
        @NotBlank @Size(max = 50) String resource,
        @NotNull Operation op,
        @Nullable UUID id,
        @Nullable @PositiveOrZero Long ifMatch,
        @Nullable Map<String, Object> body) {}

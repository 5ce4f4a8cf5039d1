package io.storyportal.data.events;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event to record. {@code aggregateType} is the part of the type before the dot; {@code expectedVersion} is the version the aggregate must stand at, 0 for none yet. */
public record AppendEvent(
        @NotNull @Size(max = 200) @Pattern(regexp = "[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*")
        String eventType,

        @NotNull UUID aggregateId,
        @NotNull Map<String, Object> payload,
        @Nullable @PositiveOrZero Long expectedVersion,
        @Nullable UUID causationId,
        @Nullable @Min(1) @Max(1000) Integer schemaVersion) {}

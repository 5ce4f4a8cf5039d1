package io.storyportal.data.sessions;

import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of a session: what is left out stays as it is. */
public record UpdateSession(
        @Nullable SessionStatus status,
        @Nullable @Size(max = 1000) Map<String, Object> context,
        @Nullable Object checkpoint) {}

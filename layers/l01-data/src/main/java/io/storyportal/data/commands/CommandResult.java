package io.storyportal.data.commands;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a command came to: the resource as it stands after it, null when it is gone. */
public record CommandResult(
        String resource,
        UUID id,
        long version,
        long position,
        @Nullable Map<String, Object> state) {}

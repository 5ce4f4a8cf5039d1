package io.storyportal.tools.catalogue;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tool as a tenant's catalogue in L01 knows it. */
public record ToolRecord(
        UUID id, String name, boolean enabled, @Nullable String versionHash) {}

package io.storyportal.data.usage;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Model calls recorded together: all or none. */
public record ModelUsageBatch(@NotEmpty @Size(max = 500) List<@NotNull @Valid RecordModelUsage> items) {}

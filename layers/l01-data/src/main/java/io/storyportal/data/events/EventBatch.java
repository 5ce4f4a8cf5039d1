package io.storyportal.data.events;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Events recorded together: all or none, in their order. */
public record EventBatch(@NotEmpty @Size(max = 500) List<@NotNull @Valid AppendEvent> events) {}

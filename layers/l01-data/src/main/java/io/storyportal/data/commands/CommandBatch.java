package io.storyportal.data.commands;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Commands carried out in their order, in one transaction. */
public record CommandBatch(@NotEmpty @Size(max = 500) List<@NotNull @Valid BatchCommand> commands) {}

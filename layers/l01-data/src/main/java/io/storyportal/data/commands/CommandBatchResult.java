package io.storyportal.data.commands;

import java.util.List;

/** The results, in the order of the commands. */
public record CommandBatchResult(List<CommandResult> items) {}

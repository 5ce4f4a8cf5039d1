package io.storyportal.data.usage;

import java.util.List;

/** The records of a batch, in its order. */
public record RecordedUsage(List<ModelUsage> items) {}

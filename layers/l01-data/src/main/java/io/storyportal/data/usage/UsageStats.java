package io.storyportal.data.usage;

import java.util.List;

/** Model usage added up, in all and by what was asked for. */
public record UsageStats(UsageTotal total, List<UsageTotal> groups) {}

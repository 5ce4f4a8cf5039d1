package io.storyportal.data.datasets;

import java.util.List;

/** What became of each example of a batch, in its order. */
public record AddedExamples(List<AddedExample> items) {}

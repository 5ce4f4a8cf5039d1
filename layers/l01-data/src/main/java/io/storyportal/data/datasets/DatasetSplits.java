package io.storyportal.data.datasets;

/** How a dataset is split, and how many of its examples fall into each part now. */
public record DatasetSplits(Splits splits, long train, long validation, long test) {}

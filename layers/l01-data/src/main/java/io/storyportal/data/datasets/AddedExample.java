package io.storyportal.data.datasets;

import java.util.UUID;

/** What became of one example of a batch; a {@code duplicate} was there before, under this id, and stays as it was. */
public record AddedExample(UUID id, String contentHash, boolean duplicate) {}

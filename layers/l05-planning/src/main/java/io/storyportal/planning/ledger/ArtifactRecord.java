package io.storyportal.planning.ledger;

import java.util.UUID;

/** A file in L01. */
public record ArtifactRecord(UUID id, String name, String contentType, long size, String sha256) {}

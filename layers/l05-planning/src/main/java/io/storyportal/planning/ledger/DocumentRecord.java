package io.storyportal.planning.ledger;

import java.util.UUID;

/** A document of a goal's result. */
public record DocumentRecord(UUID id, String title, String contentType, String content) {}

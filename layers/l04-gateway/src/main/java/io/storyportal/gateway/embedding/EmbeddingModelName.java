package io.storyportal.gateway.embedding;

/** Name of the model that {@code POST /embed} uses, as it is stored with vectors. */
public record EmbeddingModelName(String value) {}

package io.storyportal.data.configuration;

import jakarta.validation.constraints.NotNull;

/** The new value of a setting. */
public record PutConfig(@NotNull Object value) {}

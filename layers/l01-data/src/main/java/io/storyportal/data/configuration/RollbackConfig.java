package io.storyportal.data.configuration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** Which version's value a setting is to have again. */
public record RollbackConfig(@NotNull @Min(1) Long version) {}

package io.storyportal.data.state;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** The whole new state. */
public record PutState(@NotNull @Size(max = 1000) Map<String, Object> state) {}

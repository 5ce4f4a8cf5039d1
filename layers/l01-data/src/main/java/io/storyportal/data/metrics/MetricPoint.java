package io.storyportal.data.metrics;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measurement. Values stay within ±1e300, so that sums of them stay finite.
 *
 * @param time now when not said
 */
public record MetricPoint(
        @NotNull @Pattern(regexp = NAME) String name,

        @Nullable @Size(max = 16) Map<@Pattern(regexp = LABEL) String, @NotNull @Size(max = 200) String> labels,

        @NotNull @DecimalMin("-1e300") @DecimalMax("1e300") Double value,

        @Nullable Instant time) {

    static final String NAME = "[A-Za-z_][A-Za-z0-9_.:/-]{0,199}";
    static final String LABEL = "[A-Za-z_][A-Za-z0-9_.-]{0,99}";
}

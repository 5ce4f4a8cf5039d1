package io.storyportal.tools.datasets.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storyportal.tools.datasets.read.SourceReport;
import io.storyportal.tools.datasets.values.ColumnType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The output of dataset.profile. */
public record DatasetProfile(
        SourceReport source, long rows, int columnCount, boolean approximate, long durationMs, List<Column> columns) {

    /** What applies to the type of the column; the rest is left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Column(
            String name,
            ColumnType type,
            long missing,
            double missingShare,
            long distinct,
            boolean approximate,
            @Nullable Object min,
            @Nullable Object max,
            @Nullable Double mean,
            @Nullable Double stddev,
            @Nullable Double median,
            @Nullable Double p25,
            @Nullable Double p75,
            @Nullable Object sum,
            @Nullable Integer minLength,
            @Nullable Integer maxLength,
            @Nullable Double meanLength,
            @Nullable Map<String, Long> mixture,
            List<TopValue> top) {}

    public record TopValue(Object value, long count, double share) {}
}

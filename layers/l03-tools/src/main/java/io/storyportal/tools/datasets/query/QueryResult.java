package io.storyportal.tools.datasets.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storyportal.tools.datasets.read.SourceReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The output of dataset.query. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueryResult(
        SourceReport source,
        long rowsLoaded,
        String sql,
        @Nullable String question,
        @Nullable String understoodAs,
        @Nullable String answer,
        List<String> columns,
        List<List<@Nullable Object>> rows,
        int rowCount,
        boolean truncated,
        long durationMs) {}

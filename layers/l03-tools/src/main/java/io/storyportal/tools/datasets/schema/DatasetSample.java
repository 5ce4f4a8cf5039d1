package io.storyportal.tools.datasets.schema;

import io.storyportal.tools.datasets.read.SourceReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The output of dataset.sample: the first rows with their values as written, null when missing. */
public record DatasetSample(
        SourceReport source, List<String> columns, List<Map<String, @Nullable String>> rows, boolean truncated) {}

package io.storyportal.tools.datasets.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a file was understood, and which tolerant rules were applied to it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceReport(
        String path,
        DatasetFormat format,
        String encoding,
        boolean bom,
        @Nullable String delimiter,
        @Nullable Boolean header,
        long bytes,
        @Nullable RaggedRows ragged,
        List<String> notes) {

    /** Rows with another number of fields than the header. */
    public record RaggedRows(long rows, long shorter, long longer, long firstLine, List<Example> examples) {}

    public record Example(long line, int fields, int expected) {}
}

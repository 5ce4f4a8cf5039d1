package io.storyportal.tools.datasets.read;

import static io.storyportal.tools.datasets.read.DatasetException.Reason.MALFORMED;
import static io.storyportal.tools.datasets.read.DatasetException.Reason.TOO_LARGE;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.storyportal.tools.datasets.read.SourceReport.Example;
import io.storyportal.tools.datasets.read.SourceReport.RaggedRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a delimited file. Rows of another width than the header are taken as they are (missing fields are missing
 * values, extra ones are left out) and counted; a file in which most rows are so is refused, for it was misread.
 */
final class CsvRows {
    static final int MOST_COLUMNS = 1_000;
    private static final int LONGEST_FIELD = 1 << 20;
    private static final int EXAMPLES = 5;
    private static final int ENOUGH_TO_JUDGE = 10;

    private final CsvDialect dialect;
    private final List<String> notes;
    private final Row row = new Row();
    private final List<Example> examples = new ArrayList<>();
    private int width = -1;
    private long rows;
    private long shorter;
    private long longer;

    CsvRows(CsvDialect dialect, List<String> notes) {
        this.dialect = dialect;
        this.notes = notes;
    }

    void read(TextDecoder text, RowSink sink) throws IOException {
        Handler handler = new Handler();
        try (var reader = CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_FIELD)
                .build(handler, text)) {
            for (Boolean full : reader) {
                if (full && !accept(sink)) {
                    return;
                }
            }
        } catch (CsvParseException e) {
            throw broken(e, handler);
        }
        if (handler.lastFieldQuoted && text.lastVisible() != '"') {
            throw new DatasetException(
                    MALFORMED, row.line, "a quoted field begins on this line and its quote never closes");
        }
        refuseMostlyRagged();
    }

    private DatasetException broken(CsvParseException e, Handler handler) {
        if (e.getCause() instanceof DatasetException known) {
            return known;
        }
        if (e.getCause() instanceof IOException io
                && !String.valueOf(io.getMessage()).contains("buffer")) {
            throw new java.io.UncheckedIOException(io);
        }
        return new DatasetException(
                MALFORMED,
                handler.startLine,
                "a field is longer than " + LONGEST_FIELD
                        + " characters; most likely a quote opens here and never closes");
    }

    private boolean accept(RowSink sink) {
        if (width < 0) {
            width = row.fields;
            if (width > MOST_COLUMNS) {
                throw new DatasetException(
                        TOO_LARGE, row.line, "has " + width + " columns; at most " + MOST_COLUMNS + " are read");
            }
            if (dialect.header()) {
                sink.columns(ColumnNames.of(Arrays.asList(row.cells).subList(0, width), notes));
                return true;
            }
            notes.add("the first line holds values, not names: the columns are numbered");
            sink.columns(ColumnNames.numbered(width));
        }
        if (row.fields != width) {
            if (row.fields == 1 && row.cells[0] != null && row.cells[0].isBlank()) {
                return true;
            }
            ragged();
        }
        row.width = width;
        rows++;
        return sink.row(row);
    }

    private void ragged() {
        if (row.fields < width) {
            shorter++;
        } else {
            longer++;
        }
        if (examples.size() < EXAMPLES) {
            examples.add(new Example(row.line, row.fields, width));
        }
    }

    private void refuseMostlyRagged() {
        long ragged = shorter + longer;
        if (rows >= ENOUGH_TO_JUDGE && ragged * 2 > rows) {
            Example first = examples.getFirst();
            throw new DatasetException(
                    MALFORMED,
                    first.line(),
                    "has " + first.fields() + " fields where the first line has " + first.expected() + ", and so do "
                            + ragged + " of " + rows + " rows: the first line or the delimiter is not what it seems");
        }
    }

    @Nullable
    RaggedRows raggedRows() {
        long ragged = shorter + longer;
        if (ragged == 0) {
            return null;
        }
        Example first = examples.getFirst();
        notes.add(ragged + (ragged == 1 ? " row has" : " rows have")
                + " another number of fields than the header (first: line "
                + first.line() + ", " + first.fields() + " instead of " + first.expected()
                + "); missing fields count as missing, extra fields are left out");
        return new RaggedRows(ragged, shorter, longer, first.line(), List.copyOf(examples));
    }

    /** Fills the row straight from the parser's buffer; answers whether the record holds anything. */
    private final class Handler extends AbstractBaseCsvCallbackHandler<Boolean> {
        private boolean lastFieldQuoted;
        private boolean empty;
        private long startLine = 1;

        @Override
        protected void handleBegin(long startingLineNumber) {
            startLine = startingLineNumber;
            empty = false;
            row.begin(startingLineNumber, Math.max(width, 0));
        }

        @Override
        protected void handleField(int field, char[] buffer, int offset, int length, boolean quoted) {
            lastFieldQuoted = quoted;
            row.fields = field + 1;
            if (width < 0 || field < width) {
                row.set(field, length == 0 ? null : new String(buffer, offset, length), false);
            }
        }

        @Override
        protected void handleEmpty() {
            empty = true;
        }

        @Override
        protected Boolean buildRecord() {
            return !empty && row.fields > 0;
        }
    }
}

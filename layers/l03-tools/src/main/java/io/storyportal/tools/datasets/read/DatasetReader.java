package io.storyportal.tools.datasets.read;

import static io.storyportal.tools.datasets.read.DatasetException.Reason.BINARY;
import static io.storyportal.tools.datasets.read.DatasetException.Reason.EMPTY;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a file as a dataset: finds out encoding and format from its first bytes, then streams its rows once. */
public final class DatasetReader {
    private static final int HEAD = 64 * 1024;
    private static final Pattern JSON_ARRAY =
            Pattern.compile("\\[\\s*(?:[{\\[\"\\]\\-\\d]|true|false|null|$).*", Pattern.DOTALL);
    private static final Pattern JSON_OBJECT = Pattern.compile("\\{\\s*[\"}].*", Pattern.DOTALL);

    /** What is known before the first row. */
    public record Preview(DatasetFormat format, boolean decimalComma) {}

    /** Called once, before any row. */
    public interface Opened {
        RowSink with(Preview preview);
    }

    private DatasetReader() {}

    public static SourceReport read(DatasetSource source, @Nullable DatasetFormat wanted, Opened opened) {
        try (InputStream in = source.open()) {
            byte[] head = in.readNBytes(HEAD);
            refuseBinary(head);
            TextEncoding encoding = TextEncoding.detect(head, head.length);
            String sample = sample(head, encoding);
            if (head.length < HEAD && sample.isBlank()) {
                throw new DatasetException(EMPTY, 1L, "the file is empty (" + head.length + " bytes)");
            }
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), in);
            TextDecoder text = new TextDecoder(all, encoding);
            boolean bom = encoding.bomLength() > 0;
            return json(sample, wanted)
                    ? readJson(source, text, bom, sample, opened)
                    : readCsv(source, text, bom, CsvDialect.detect(sample, head.length < HEAD, wanted), opened);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean json(String sample, @Nullable DatasetFormat wanted) {
        if (wanted != null) {
            return !wanted.delimited();
        }
        String start = sample.stripLeading();
        return JSON_OBJECT.matcher(start).matches() || JSON_ARRAY.matcher(start).matches();
    }

    private static SourceReport readJson(
            DatasetSource source, TextDecoder text, boolean bom, String sample, Opened opened) {
        boolean lines = sample.stripLeading().startsWith("{");
        RowSink sink = opened.with(new Preview(lines ? DatasetFormat.NDJSON : DatasetFormat.JSON, false));
        JsonRows rows = new JsonRows(sink);
        rows.read(text);
        DatasetFormat format = lines && rows.rootValues() > 1 ? DatasetFormat.NDJSON : DatasetFormat.JSON;
        return new SourceReport(
                source.name(), format, text.encoding(), bom, null, null, text.bytesRead(), null, text.notes());
    }

    private static SourceReport readCsv(
            DatasetSource source, TextDecoder text, boolean bom, CsvDialect dialect, Opened opened) throws IOException {
        DatasetFormat format = dialect.delimiter() == '\t' ? DatasetFormat.TSV : DatasetFormat.CSV;
        List<String> notes = new ArrayList<>();
        CsvRows rows = new CsvRows(dialect, notes);
        rows.read(text, opened.with(new Preview(format, dialect.decimalComma())));
        SourceReport.RaggedRows ragged = rows.raggedRows();
        notes.addAll(text.notes());
        if (dialect.decimalComma()) {
            notes.add("numbers are written with a decimal comma");
        }
        return new SourceReport(
                source.name(),
                format,
                text.encoding(),
                bom,
                String.valueOf(dialect.delimiter()),
                dialect.header(),
                text.bytesRead(),
                ragged,
                List.copyOf(notes));
    }

    /** The head as text, for judging only: whatever does not decode is replaced. */
    private static String sample(byte[] head, TextEncoding encoding) throws IOException {
        try (TextDecoder decoder = new TextDecoder(new ByteArrayInputStream(head), encoding)) {
            CharBuffer chars = CharBuffer.allocate(HEAD);
            while (chars.hasRemaining() && decoder.read(chars) >= 0) {
                continue;
            }
            return chars.flip().toString();
        }
    }

    private static void refuseBinary(byte[] head) {
        String kind = FileSignature.of(head);
        if (kind != null) {
            throw new DatasetException(BINARY, 1L, "the file is " + kind + ", not text");
        }
    }
}

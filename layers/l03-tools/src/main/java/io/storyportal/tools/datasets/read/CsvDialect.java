package io.storyportal.tools.datasets.read;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.storyportal.tools.datasets.values.CellKind;
import io.storyportal.tools.datasets.values.CellParser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a delimited file is written, judged by its first records. */
record CsvDialect(char delimiter, boolean header, boolean decimalComma) {
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int RECORDS = 100;
    private static final Pattern COMMA_NUMBER = Pattern.compile("\\s*-?\\d+,\\d+\\s*");
    private static final Pattern POINT_NUMBER = Pattern.compile("\\s*-?\\d+\\.\\d+\\s*");

    static CsvDialect detect(String sample, boolean whole, @Nullable DatasetFormat format) {
        char delimiter = format == DatasetFormat.TSV ? '\t' : delimiter(sample, whole);
        List<CsvRecord> records = records(sample, whole, delimiter);
        boolean decimalComma = delimiter != ',' && decimalComma(records);
        return new CsvDialect(delimiter, header(records, decimalComma), decimalComma);
    }

    /** The one whose records agree best with the first record's number of fields; of equals the one with more fields. */
    private static char delimiter(String sample, boolean whole) {
        char best = ',';
        double bestAgreement = 0;
        int bestFields = 1;
        for (char candidate : DELIMITERS) {
            List<CsvRecord> records = records(sample, whole, candidate);
            int fields = records.isEmpty() ? 0 : records.getFirst().getFieldCount();
            if (fields < 2) {
                continue;
            }
            long agreeing =
                    records.stream().filter(r -> r.getFieldCount() == fields).count();
            double agreement = (double) agreeing / records.size();
            if (agreement > bestAgreement || agreement == bestAgreement && fields > bestFields) {
                best = candidate;
                bestAgreement = agreement;
                bestFields = fields;
            }
        }
        return best;
    }

    private static List<CsvRecord> records(String sample, boolean whole, char delimiter) {
        List<CsvRecord> records = new ArrayList<>();
        try (var reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(sample)) {
            for (CsvRecord each : reader) {
                records.add(each);
                if (records.size() > RECORDS) {
                    break;
                }
            }
        } catch (CsvParseException | java.io.IOException unreadable) {
            // The reading proper meets the same fault and names its line.
        }
        boolean cut = !whole || records.size() > RECORDS;
        return cut && records.size() > 1 ? records.subList(0, records.size() - 1) : records;
    }

    /** No header when the first record holds a number or a date in a column whose other values are such, and no name for one. */
    private static boolean header(List<CsvRecord> records, boolean decimalComma) {
        if (records.isEmpty()) {
            return true;
        }
        CellParser parser = new CellParser(decimalComma);
        CsvRecord first = records.getFirst();
        boolean valueLike = false;
        for (int column = 0; column < first.getFieldCount(); column++) {
            boolean firstIsValue = isValue(parser.read(first.getField(column)));
            boolean othersAreValues = othersAreValues(records, column, parser);
            if (!firstIsValue && othersAreValues && !first.getField(column).isBlank()) {
                return true;
            }
            valueLike |= firstIsValue && (othersAreValues || records.size() == 1);
        }
        return !valueLike;
    }

    private static boolean othersAreValues(List<CsvRecord> records, int column, CellParser parser) {
        int values = 0;
        for (CsvRecord each : records.subList(1, records.size())) {
            CellKind kind = column < each.getFieldCount() ? parser.read(each.getField(column)) : CellKind.MISSING;
            if (kind == CellKind.TEXT || kind == CellKind.BOOLEAN) {
                return false;
            }
            values += isValue(kind) ? 1 : 0;
        }
        return values > 0;
    }

    private static boolean isValue(CellKind kind) {
        return kind.numeric() || kind.temporal();
    }

    private static boolean decimalComma(List<CsvRecord> records) {
        int commas = 0;
        int points = 0;
        for (CsvRecord each : records) {
            for (String field : each.getFields()) {
                commas += COMMA_NUMBER.matcher(field).matches() ? 1 : 0;
                points += POINT_NUMBER.matcher(field).matches() ? 1 : 0;
            }
        }
        return commas > points;
    }
}

package io.storyportal.tools.datasets.schema;

import io.storyportal.tools.datasets.AnswerSize;
import io.storyportal.tools.datasets.read.DatasetFormat;
import io.storyportal.tools.datasets.read.DatasetReader;
import io.storyportal.tools.datasets.read.DatasetSource;
import io.storyportal.tools.datasets.read.Row;
import io.storyportal.tools.datasets.read.RowSink;
import io.storyportal.tools.datasets.read.SourceReport;
import io.storyportal.tools.datasets.values.CellKind;
import io.storyportal.tools.datasets.values.CellParser;
import io.storyportal.tools.datasets.values.KindCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of a dataset only. */
public final class SchemaReader {
    private static final int ROWS = 10_000;
    private static final int EXAMPLES = 3;
    private static final int LONGEST_EXAMPLE = 80;
    private static final int LONGEST_CELL = 1_000;

    private SchemaReader() {}

    public static DatasetSchema schema(DatasetSource source, @Nullable DatasetFormat format) {
        Types[] types = new Types[1];
        SourceReport report = DatasetReader.read(source, format, preview -> {
            types[0] = new Types(preview.decimalComma());
            return types[0];
        });
        return new DatasetSchema(report, types[0].columns(), types[0].rows);
    }

    public static DatasetSample sample(DatasetSource source, @Nullable DatasetFormat format, int most) {
        Sample sample = new Sample(most);
        SourceReport report = DatasetReader.read(source, format, preview -> sample);
        return new DatasetSample(report, sample.names, sample.rows, sample.truncated);
    }

    private static final class Types implements RowSink {
        private final CellParser parser;
        private final List<KindCounts> kinds = new ArrayList<>();
        private final List<List<String>> examples = new ArrayList<>();
        private List<String> names = List.of();
        private long rows;

        Types(boolean decimalComma) {
            parser = new CellParser(decimalComma);
        }

        @Override
        public void columns(List<String> all) {
            names = all;
            while (kinds.size() < all.size()) {
                KindCounts column = new KindCounts();
                column.add(CellKind.MISSING, rows);
                kinds.add(column);
                examples.add(new ArrayList<>());
            }
        }

        @Override
        public boolean row(Row row) {
            rows++;
            for (int i = 0; i < kinds.size(); i++) {
                String cell = row.cell(i);
                CellKind kind = cell == null ? CellKind.MISSING : parser.read(cell);
                kinds.get(i).add(kind, 1);
                if (row.isString(i)) {
                    kinds.get(i).markStrings();
                }
                List<String> seen = examples.get(i);
                if (cell != null && kind != CellKind.MISSING && seen.size() < EXAMPLES) {
                    String example = cell.length() <= LONGEST_EXAMPLE ? cell : cell.substring(0, LONGEST_EXAMPLE) + "…";
                    if (!seen.contains(example)) {
                        seen.add(example);
                    }
                }
            }
            return rows < ROWS;
        }

        List<DatasetSchema.Column> columns() {
            List<DatasetSchema.Column> columns = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                KindCounts kind = kinds.get(i);
                long missing = kind.of(CellKind.MISSING) + (kind.markersAreMissing() ? kind.of(CellKind.MARKER) : 0);
                columns.add(new DatasetSchema.Column(names.get(i), kind.type(), missing > 0, examples.get(i)));
            }
            return columns;
        }
    }

    private static final class Sample implements RowSink {
        private final int most;
        private final List<Map<String, @Nullable String>> rows = new ArrayList<>();
        private final AnswerSize size = new AnswerSize();
        private List<String> names = List.of();
        private boolean truncated;

        Sample(int most) {
            this.most = most;
        }

        @Override
        public void columns(List<String> all) {
            names = all;
        }

        private static @Nullable String clip(@Nullable String cell) {
            return cell == null || cell.length() <= LONGEST_CELL ? cell : cell.substring(0, LONGEST_CELL) + "…";
        }

        @Override
        public boolean row(Row row) {
            if (rows.size() == most) {
                truncated = true;
                return false;
            }
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), size.add(clip(row.cell(i))));
            }
            rows.add(values);
            return true;
        }
    }
}

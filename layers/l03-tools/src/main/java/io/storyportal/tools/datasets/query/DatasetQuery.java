package io.storyportal.tools.datasets.query;

import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.datasets.read.DatasetFormat;
import io.storyportal.tools.datasets.read.DatasetSource;
import io.storyportal.tools.datasets.schema.DatasetSchema;
import io.storyportal.tools.datasets.schema.SchemaReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers SQL, or a question it can read without a model, over a dataset. Interrupting the thread stops it. */
public final class DatasetQuery {
    private final Path temporaryFolder;
    private final QueryLimits limits;

    public DatasetQuery(Path temporaryFolder, QueryLimits limits) {
        this.temporaryFolder = temporaryFolder;
        this.limits = limits;
    }

    public QueryResult sql(DatasetSource source, @Nullable DatasetFormat format, String sql, int mostRows) {
        String checked = SqlGuard.check(sql);
        return run(
                source,
                format,
                (table, schema) -> {
                    DataTable.Answer answer = table.select(checked, List.of(), mostRows);
                    return new Partial(checked, null, null, answer);
                },
                mostRows,
                null);
    }

    public QueryResult question(DatasetSource source, @Nullable DatasetFormat format, String question, int mostRows) {
        return run(
                source,
                format,
                (table, schema) -> {
                    QuestionParser parser =
                            new QuestionParser(schema.columns(), new KnownValues(table, schema.columns()));
                    Interpretation meaning = parser.read(question);
                    DataTable.Answer answer = table.select(meaning.sql(), meaning.parameters(), mostRows);
                    return new Partial(
                            meaning.readableSql(), meaning.words(), Answers.sentence(meaning, answer), answer);
                },
                mostRows,
                question);
    }

    private record Partial(
            String sql,
            @Nullable String understoodAs,
            @Nullable String sentence,
            DataTable.Answer answer) {}

    private interface Work {
        Partial on(DataTable table, DatasetSchema schema) throws SQLException;
    }

    private QueryResult run(
            DatasetSource source, @Nullable DatasetFormat format, Work work, int mostRows, @Nullable String question) {
        long started = System.nanoTime();
        DatasetSchema schema = TableColumns.distinct(SchemaReader.schema(source, format));
        try (DataTable table = DataTable.load(source, format, schema, temporaryFolder, limits)) {
            Partial done = work.on(table, schema);
            return new QueryResult(
                    table.source(),
                    table.rows(),
                    done.sql(),
                    question,
                    done.understoodAs(),
                    done.sentence(),
                    done.answer().columns(),
                    done.answer().rows(),
                    done.answer().rows().size(),
                    done.answer().truncated(),
                    (System.nanoTime() - started) / 1_000_000);
        } catch (SQLException e) {
            throw ToolsProblem.SQL_REFUSED.exception("SQLite says: " + e.getMessage() + ". The columns of data are "
                    + schema.columns().stream().map(DatasetSchema.Column::name).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

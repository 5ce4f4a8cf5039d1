package io.storyportal.data.datasets;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.DataProblem;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads examples and their splits; the database computes which split an example falls into. */
final class ExampleReads {

    private static final String SPLITS = "select splits::text as splits from datasets where tenant_id = $1 and id = $2";
    private static final String COUNTS = """
            select count(*) filter (where point < $4) as train, count(*) filter (where point >= $4 and point < $5) as validation,
                   count(*) filter (where point >= $5) as test
              from (select %s as point from dataset_examples e where tenant_id = $1 and dataset_id = $2) p
            """.formatted(Splits.POINT.formatted("$3::text"));
    private static final String EXAMPLES = """
            select (to_jsonb(e) - '{tenant_id,dataset_id}'::text[])::text as row, %s as point
              from dataset_examples e where tenant_id = $1 and dataset_id = $2
            """.formatted(Splits.POINT.formatted("$3::text"));

    private final Database database;
    private final JsonMapper json;

    ExampleReads(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A problem when the dataset has no splits. */
    Mono<DatasetSplits> splits(UUID dataset, Caller caller) {
        return database.reading(caller.tenant(), connection -> splitsOf(connection, dataset, caller)
                .flatMap(found -> {
                    Splits splits = found.orElseThrow(() -> unsplit(dataset));
                    List<Object> values = List.of(
                            caller.tenant().value(),
                            dataset,
                            splits.seedText(),
                            splits.trainEnd(),
                            splits.validationEnd());
                    return Statements.query(connection, COUNTS, values, row -> counted(splits, row))
                            .single();
                }));
    }

    Mono<Page<Example>> page(
            UUID dataset, @Nullable String split, Filters filters, PageRequest request, Caller caller) {
        return database.reading(caller.tenant(), connection -> splitsOf(connection, dataset, caller)
                .flatMap(found -> {
                    Splits splits = found.orElse(null);
                    if (split != null && splits == null) {
                        throw unsplit(dataset);
                    }
                    List<Object> values = new ArrayList<>(
                            List.of(caller.tenant().value(), dataset, splits == null ? "" : splits.seedText()));
                    StringBuilder sql = new StringBuilder(EXAMPLES);
                    filters.appendTo(sql, values);
                    if (split != null && splits != null) {
                        Split wanted = Split.valueOf(split.toUpperCase(Locale.ROOT));
                        String point = Splits.POINT.formatted("$3::text");
                        new Filters()
                                .with(point + " >= ?", splits.begin(wanted))
                                .with(point + " < ?", splits.end(wanted))
                                .appendTo(sql, values);
                    }
                    return slice(connection, request, sql, values, splits);
                }));
    }

    private Mono<Page<Example>> slice(
            Connection connection,
            PageRequest request,
            StringBuilder sql,
            List<Object> values,
            @Nullable Splits splits) {
        request.appendTo(sql, values);
        return Slice.read(
                        connection,
                        sql.toString(),
                        values,
                        request.limit(),
                        Slice.byText("row"),
                        row -> example(row, splits))
                .map(slice -> slice.page(example -> Cursor.of(example.id())));
    }

    private Mono<Optional<Splits>> splitsOf(Connection connection, UUID dataset, Caller caller) {
        return Statements.query(
                        connection,
                        SPLITS,
                        List.of(caller.tenant().value(), dataset),
                        row -> Optional.ofNullable(row.get("splits", String.class)))
                .singleOrEmpty()
                .map(found -> found.map(text -> json.readValue(text, Splits.class)))
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("No dataset " + dataset)));
    }

    private static DatasetSplits counted(Splits splits, Readable row) {
        return new DatasetSplits(splits, required(row, "train"), required(row, "validation"), required(row, "test"));
    }

    private Example example(Readable row, @Nullable Splits splits) {
        Example stored = json.readValue(Objects.requireNonNull(row.get("row", String.class)), Example.class);
        return new Example(
                stored.id(),
                stored.createdAt(),
                stored.contentHash(),
                stored.groupKey(),
                stored.input(),
                stored.output(),
                stored.metadata(),
                splits == null ? null : splits.of(required(row, "point")));
    }

    private static long required(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }

    private static RuntimeException unsplit(UUID dataset) {
        return DataProblem.NO_SPLITS.exception("Dataset " + dataset + " has no splits");
    }
}

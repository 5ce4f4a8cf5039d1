package io.storyportal.data.resources;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads resources as they were, folded from their events; of the events it holds a slice at a time. */
public final class PastReads {

    private static final String END =
            "select coalesce((select position from journal_heads where tenant_id = $1), 0) as position";
    private static final String OF_ONE =
            " from events where tenant_id = $1 and aggregate_type = $2 and aggregate_id = $3";
    private static final String LAST = "select version" + OF_ONE + " and %s <= $4 order by version desc limit 1";

    /** A document as the columns of its row would hold it, and as the row would be read. */
    private static final String ROW = "select %s as row from jsonb_populate_record(null::%s, $1::jsonb) t";

    private final Database database;
    private final PastFolds folds;
    private final JsonMapper json;

    private record Told(PastFolds.Past past, String row) {}

    PastReads(Database database, PastFolds folds, JsonMapper json) {
        this.database = database;
        this.folds = folds;
        this.json = json;
    }

    /** What a read at that moment would have answered; 404 before the resource began and while it was removed. */
    public Mono<ResourceView> read(ResourceType<?> type, UUID id, Moment moment, TenantId tenant) {
        PastFolds.Subject aggregate = new PastFolds.Subject(type, id, tenant);
        return database.readingLog(tenant, connection -> last(connection, aggregate, moment)
                        .flatMap(last -> folds.upTo(connection, aggregate, last))
                        .flatMap(past -> row(connection, type, past)))
                .delayUntil(told -> folds.remember(aggregate, told.past()))
                .map(told -> (ResourceView) json.readValue(told.row(), type.view()))
                .switchIfEmpty(Mono.error(
                        () -> CommonProblem.NOT_FOUND.exception("No " + type.aggregate() + " " + id + " then")));
    }

    /** The version that the aggregate had; empty when it had none yet. */
    private static Mono<Long> last(Connection connection, PastFolds.Subject aggregate, Moment moment) {
        return switch (moment) {
            case Moment.Position(long position) ->
                requireReached(connection, aggregate.tenant(), position)
                        .then(last(connection, "position", aggregate.with(position)));
            case Moment.Time(var at) -> last(connection, "created_at", aggregate.with(at));
        };
    }

    private static Mono<Long> last(Connection connection, String column, List<Object> values) {
        return number(connection, LAST.formatted(column), values, "version");
    }

    private static Mono<Void> requireReached(Connection connection, TenantId tenant, long position) {
        return number(connection, END, List.of(tenant.value()), "position")
                .doOnNext(end -> {
                    if (position > end) {
                        throw CommonProblem.INVALID.exception(
                                "'position' " + position + " is beyond the log, which ends at " + end);
                    }
                })
                .then();
    }

    private static Mono<Long> number(Connection connection, String sql, List<Object> values, String column) {
        return Statements.query(
                        connection, sql, values, row -> Objects.requireNonNull(row.get(column, Long.class), column))
                .singleOrEmpty();
    }

    /** Nothing for what was removed then. */
    private Mono<Told> row(Connection connection, ResourceType<?> type, PastFolds.Past past) {
        String sql = ROW.formatted(RowProjection.rowSql(type), type.table());
        return Mono.justOrEmpty(past.document())
                .flatMap(document -> Statements.query(
                                connection,
                                sql,
                                List.of(json.writeValueAsString(document)),
                                row -> Objects.requireNonNull(row.get("row", String.class)))
                        .single())
                .map(row -> new Told(past, row));
    }
}

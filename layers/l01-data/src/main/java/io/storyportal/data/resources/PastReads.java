package io.storyportal.data.resources;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads resources as they were, folded from their events; of the events it holds a slice at a time. */
public final class PastReads {

    private static final int AT_ONCE = 100;

    private static final String END =
            "select coalesce((select position from journal_heads where tenant_id = $1), 0) as position";
    private static final String OF_ONE =
            " from events where tenant_id = $1 and aggregate_type = $2 and aggregate_id = $3";
    private static final String LAST = "select version" + OF_ONE + " and %s <= $4 order by version desc limit 1";
    private static final String EVENTS = "select event_type, version, created_at, payload::text as payload" + OF_ONE
            + " and version > $4 and version <= $5 order by version limit $6";

    /** A document as the columns of its row would hold it, and as the row would be read. */
    private static final String ROW = "select %s as row from jsonb_populate_record(null::%s, $1::jsonb) t";

    private final Database database;
    private final JsonMapper json;

    private record Aggregate(ResourceType<?> type, UUID id, TenantId tenant) {

        /** The first parameters of statements on its events, and more. */
        List<Object> with(Object... more) {
            List<Object> values = new ArrayList<>(List.of(tenant.value(), type.aggregate(), id));
            values.addAll(List.of(more));
            return values;
        }
    }

    PastReads(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** What a read at that moment would have answered; 404 before the resource began and while it was removed. */
    public Mono<ResourceView> read(ResourceType<?> type, UUID id, Moment moment, TenantId tenant) {
        Aggregate aggregate = new Aggregate(type, id, tenant);
        return database.readingLog(tenant, connection -> last(connection, aggregate, moment)
                        .flatMap(last -> fold(connection, aggregate, last))
                        .flatMap(document -> row(connection, type, document)))
                .map(row -> (ResourceView) json.readValue(row, type.view()))
                .switchIfEmpty(Mono.error(
                        () -> CommonProblem.NOT_FOUND.exception("No " + type.aggregate() + " " + id + " then")));
    }

    /** The version that the aggregate had; empty when it had none yet. */
    private static Mono<Long> last(Connection connection, Aggregate aggregate, Moment moment) {
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

    private Mono<ObjectNode> fold(Connection connection, Aggregate aggregate, long last) {
        return Mono.defer(() -> {
            ResourceFold fold = new ResourceFold(aggregate.type(), aggregate.id(), json);
            return some(connection, aggregate, 0, last, fold)
                    .expand(seen -> seen < last ? some(connection, aggregate, seen, last, fold) : Mono.empty())
                    .then(Mono.fromSupplier(fold::document));
        });
    }

    /** Folds the next versions, as many as can be held in memory at once, and says how far that went. */
    private static Mono<Long> some(
            Connection connection, Aggregate aggregate, long after, long last, ResourceFold fold) {
        return Slice.read(
                        connection,
                        EVENTS,
                        aggregate.with(after, last, AT_ONCE),
                        AT_ONCE,
                        Slice.byText("payload"),
                        ResourceEvent::of)
                .map(Slice::rows)
                .doOnNext(events -> events.forEach(fold::take))
                .map(events -> events.getLast().version());
    }

    private Mono<String> row(Connection connection, ResourceType<?> type, ObjectNode document) {
        String sql = ROW.formatted(RowProjection.rowSql(type), type.table());
        return Statements.query(
                        connection,
                        sql,
                        List.of(json.writeValueAsString(document)),
                        row -> Objects.requireNonNull(row.get("row", String.class)))
                .single();
    }
}

package io.storyportal.data.events;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.database.Statements;
import io.storyportal.data.journal.AggregateKey;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Limit;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What happened to one aggregate, by version: oldest first unless {@code order} says {@code desc}. */
public final class EventHistory {

    private static final String SELECT = "select " + EventRows.COLUMNS
            + " from events where tenant_id = $1 and aggregate_type = $2 and aggregate_id = $3";

    private final Database database;
    private final EventRows rows;

    EventHistory(Database database, EventRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** The events from one version on; 404 for an aggregate that never was. */
    public Mono<Page<EventEnvelope>> page(
            AggregateKey aggregate,
            @Nullable Integer limit,
            @Nullable String cursor,
            @Nullable String order,
            Caller caller) {
        return Mono.defer(() -> {
            Long seen = Positions.in(cursor);
            return read(aggregate, Limit.of(limit), seen, "desc".equals(order), caller)
                    .filter(slice -> seen != null || !slice.rows().isEmpty())
                    .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("No " + aggregate)))
                    .map(slice -> slice.page(event -> Cursor.of(event.version())));
        });
    }

    /** The event that made a version; 404 when there was none. */
    public Mono<EventEnvelope> at(AggregateKey aggregate, long version, Caller caller) {
        List<Object> values = List.of(caller.tenant().value(), aggregate.type(), aggregate.id(), version);
        return database.readingLog(caller.tenant(), connection -> Statements.query(
                                connection, SELECT + " and version = $4", values, rows::event)
                        .singleOrEmpty())
                .switchIfEmpty(Mono.error(
                        () -> CommonProblem.NOT_FOUND.exception("No version " + version + " of " + aggregate)));
    }

    private Mono<Slice<EventEnvelope>> read(
            AggregateKey aggregate, int limit, @Nullable Long seen, boolean descending, Caller caller) {
        List<Object> values =
                new ArrayList<>(List.of(caller.tenant().value(), aggregate.type(), aggregate.id(), limit + 1));
        String from = "";
        if (seen != null) {
            values.add(seen);
            from = descending ? " and version < $5" : " and version > $5";
        }
        String sql = SELECT + from + " order by version" + (descending ? " desc" : "") + " limit $4";
        return database.readingLog(
                caller.tenant(),
                connection -> Slice.read(connection, sql, values, limit, Slice.byText("payload"), rows::event));
    }
}

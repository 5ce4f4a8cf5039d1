package io.storyportal.data.events;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.database.Statements;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One tenant's events, by position. A tenant's positions become visible in their order, so reading on never skips one. */
final class EventLog {

    private static final String SELECT = "select " + EventRows.COLUMNS + " from events where tenant_id = $1";

    private final Database database;
    private final EventRows rows;

    EventLog(Database database, EventRows rows) {
        this.database = database;
        this.rows = rows;
    }

    Mono<EventEnvelope> byId(UUID id, Caller caller) {
        List<Object> values = List.of(caller.tenant().value(), id);
        return database.reading(caller.tenant(), connection -> Statements.query(
                                connection, SELECT + " and event_id = $2", values, rows::event)
                        .singleOrEmpty())
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("No event " + id)));
    }

    /** {@code cursor} is the last position of the page before. */
    Mono<Page<EventEnvelope>> page(EventQuery query, int limit, @Nullable Long cursor, Caller caller) {
        return read(caller.tenant(), query, cursor, limit)
                .map(slice -> slice.page(event -> Cursor.of(event.position())));
    }

    Mono<Slice<EventEnvelope>> read(TenantId tenant, EventQuery query, @Nullable Long cursor, int limit) {
        List<Object> values = new ArrayList<>(List.of(tenant.value()));
        StringBuilder sql = new StringBuilder(SELECT);
        query.appendTo(sql, values);
        if (cursor != null) {
            values.add(cursor);
            sql.append(query.descending() ? " and position < $" : " and position > $")
                    .append(values.size());
        }
        values.add(limit + 1);
        sql.append(" order by position")
                .append(query.descending() ? " desc" : "")
                .append(" limit $")
                .append(values.size());
        return database.reading(
                tenant,
                connection ->
                        Slice.read(connection, sql.toString(), values, limit, Slice.byText("payload"), rows::event));
    }
}

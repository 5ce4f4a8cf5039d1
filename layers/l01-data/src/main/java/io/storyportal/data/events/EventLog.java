package io.storyportal.data.events;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One tenant's events, by position. A tenant's positions become visible in their order, so reading on never skips one. */
final class EventLog {

    private static final String SELECT = "select " + EventRows.COLUMNS + " from events where tenant_id = $1";

    private static final String BY_ID = SELECT + " and event_id = $2";

    /** Behind a UUIDv7's 48 bits of milliseconds. */
    private static final int TIME_OF_ID = 16;

    private static final Duration NEAR = Duration.ofHours(1);

    private final Database database;
    private final EventRows rows;

    EventLog(Database database, EventRows rows) {
        this.database = database;
        this.rows = rows;
    }

    Mono<EventEnvelope> byId(UUID id, Caller caller) {
        return near(id, caller)
                .switchIfEmpty(Mono.defer(() -> anywhere(id, caller)))
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("No event " + id)));
    }

    /** The id tells when it was made, and so in which of the log's parts it is. */
    private Mono<EventEnvelope> near(UUID id, Caller caller) {
        Instant made = Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_OF_ID);
        List<Object> values = List.of(caller.tenant().value(), id, made.minus(NEAR), made.plus(NEAR));
        return one(caller, BY_ID + " and created_at between $3 and $4", values);
    }

    /** One that came from elsewhere, or while the clock was wrong. */
    private Mono<EventEnvelope> anywhere(UUID id, Caller caller) {
        return one(caller, BY_ID, List.of(caller.tenant().value(), id));
    }

    private Mono<EventEnvelope> one(Caller caller, String sql, List<?> values) {
        return database.rows(caller.tenant(), sql, values, rows::event).singleOrEmpty();
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
        return database.readingLog(
                tenant,
                connection ->
                        Slice.read(connection, sql.toString(), values, limit, Slice.byText("payload"), rows::event));
    }
}

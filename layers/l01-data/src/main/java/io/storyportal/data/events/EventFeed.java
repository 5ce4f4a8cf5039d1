package io.storyportal.data.events;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.data.schemas.EventPattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The log of all tenants. Transactions commit in another order than they begin, so it is read only below the oldest one
 * still under way: whatever may yet appear comes after everything that was given out. Events from before a restore have
 * another server's transaction ids; they all are there.
 */
public final class EventFeed {

    /** How many events are looked at for a page of the wanted ones. */
    private static final int WINDOW = 5000;

    static final String BELOW_THE_HORIZON =
            "(recorded_xid < pg_snapshot_xmin(pg_current_snapshot())" + " or epoch < (select epoch from feed_epoch))";

    private static final String ORDERED = " from events"
            + " where (epoch, recorded_xid, seq) > ($1, $2::text::xid8, $3)"
            + " and " + BELOW_THE_HORIZON
            + " order by epoch, recorded_xid, seq limit $4";

    static final String ALL = "select " + EventRows.COLUMNS + ", epoch, recorded_xid::text as xid, seq" + ORDERED;

    /** Chosen before its columns are read, so that the payloads of all the others need not be. */
    static final String LAST_SEEN =
            "(select * from seen order by epoch desc, recorded_xid desc, seq desc limit 1) last_seen";

    /** The wanted types of a window, and where the window ends. */
    private static final String SOME = "with seen as (select *" + ORDERED + "), wanted as ("
            + "select * from seen where event_type like any($5) order by epoch, recorded_xid, seq limit $6)"
            + " select " + EventRows.COLUMNS + ", epoch, recorded_xid::text as xid, seq, true as wanted from wanted"
            + " union all select " + EventRows.COLUMNS + ", epoch, recorded_xid::text as xid, seq, false from "
            + LAST_SEEN;

    private final Database database;
    private final EventRows rows;

    private record Placed(EventEnvelope event, FeedCursor cursor, boolean wanted) {}

    EventFeed(Database database, EventRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** Up to {@code limit} events after the cursor, fewer when they are heavy; the page's cursor is where to go on, also when it is empty. */
    Mono<EventFeedPage> after(@Nullable String cursor, EventPattern types, int limit) {
        return Mono.defer(() -> {
            FeedCursor from = FeedCursor.parse(cursor);
            return database.onceAcrossTenants(
                    connection -> types.isAll() ? all(connection, from, limit) : some(connection, from, types, limit));
        });
    }

    private Mono<EventFeedPage> all(Connection connection, FeedCursor from, int limit) {
        List<Object> values = List.of(from.epoch(), from.xid(), from.seq(), limit);
        return Slice.read(connection, ALL, values, limit, Slice.byText("payload"), row -> placed(row, true))
                .map(slice -> page(slice.rows(), from));
    }

    private Mono<EventFeedPage> some(Connection connection, FeedCursor from, EventPattern types, int limit) {
        List<Object> values = List.of(from.epoch(), from.xid(), from.seq(), WINDOW, types.likes(), limit);
        return Slice.read(
                        connection,
                        SOME,
                        values,
                        limit + 1,
                        Slice.byText("payload"),
                        row -> placed(row, EventRows.required(row, "wanted", Boolean.class)))
                .map(Slice::rows)
                .map(events -> {
                    List<Placed> wanted = events.stream().filter(Placed::wanted).toList();
                    return wanted.size() == limit ? page(wanted, from) : page(events, from);
                });
    }

    /** The last one tells where to go on, whether it was wanted or only ends the window. */
    private static EventFeedPage page(List<Placed> events, FeedCursor from) {
        List<EventEnvelope> items = new ArrayList<>(events.size());
        events.stream().filter(Placed::wanted).forEach(placed -> items.add(placed.event()));
        FeedCursor next = events.isEmpty() ? from : events.getLast().cursor();
        return new EventFeedPage(items, next.toString());
    }

    private Placed placed(Readable row, boolean wanted) {
        return new Placed(rows.event(row), FeedCursor.in(row), wanted);
    }
}

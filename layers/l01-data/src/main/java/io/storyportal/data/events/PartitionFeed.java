package io.storyportal.data.events;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.database.Statements;
import io.storyportal.data.journal.EventEnvelope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * The feed in eight partitions, each with all events of its tenants, for those who share its work. One statement reads on
 * in all partitions that are asked for, along the index of the whole feed: an index by partition would cost every append.
 */
public final class PartitionFeed {

    public static final int PARTITIONS = 8;

    /** In SQL, the partition of a {@code tenant_id}: ids end in random bits. */
    public static final String PARTITION = "(get_byte(uuid_send(tenant_id), 15) & 7)";

    private static final String HELD = " join unnest($4::integer[], $5::integer[], $6::text[], $7::bigint[])"
            + " as held (partition, held_epoch, held_xid, held_seq) using (partition)"
            + " where (epoch, recorded_xid, seq) > (held_epoch, held_xid::xid8, held_seq)";

    private static final String PLACED =
            "select " + EventRows.COLUMNS + ", epoch, recorded_xid::text as xid, seq, partition";

    /** The wanted events of a window, and where the window ends. */
    private static final String PAGE_OF_THEM = "with seen as (select *, " + PARTITION + " as partition from events"
            + " where (epoch, recorded_xid, seq) > ($1, $2::text::xid8, $3) and " + EventFeed.BELOW_THE_HORIZON
            + " order by epoch, recorded_xid, seq limit $8), wanted as (select * from seen" + HELD
            + " order by epoch, recorded_xid, seq) " + PLACED + ", true as wanted from wanted union all " + PLACED
            + ", false from " + EventFeed.LAST_SEEN;

    private static final String ANY = "select exists (select from (select epoch, recorded_xid, seq, " + PARTITION
            + " as partition from events where (epoch, recorded_xid, seq) > ($1, $2::text::xid8, $3)) later" + HELD
            + ") as there";

    private final Database database;
    private final EventRows rows;

    private record Placed(EventEnvelope event, FeedCursor cursor, int partition, boolean wanted) {}

    /** What was found, and whether there is more that an older transaction still holds back. */
    public record Look(PartitionPage page, boolean heldBack) {}

    PartitionFeed(Database database, EventRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /**
     * The next events of the partitions after their cursors: {@code about} so many, if all partitions have as many each;
     * fewer when they are heavy.
     */
    public Mono<Look> after(Map<Integer, FeedCursor> cursors, int about) {
        return database.acrossTenants(connection -> page(connection, cursors, about)
                .flatMap(page -> page.end() != null
                        ? Mono.just(new Look(page, false))
                        : isHeldBack(connection, cursors).map(heldBack -> new Look(page, heldBack))));
    }

    private Mono<PartitionPage> page(Connection connection, Map<Integer, FeedCursor> cursors, int about) {
        int window = about * PARTITIONS / cursors.size();
        List<Object> values = values(cursors);
        values.add(window);
        return Slice.read(connection, PAGE_OF_THEM, values, window + 1, Slice.byText("payload"), this::placed)
                .map(slice -> page(slice.rows()));
    }

    private Mono<Boolean> isHeldBack(Connection connection, Map<Integer, FeedCursor> cursors) {
        return Statements.query(
                        connection, ANY, values(cursors), row -> EventRows.required(row, "there", Boolean.class))
                .single();
    }

    private static List<Object> values(Map<Integer, FeedCursor> cursors) {
        FeedCursor least = Collections.min(cursors.values());
        List<Object> values = new ArrayList<>(List.of(least.epoch(), least.xid(), least.seq()));
        values.add(cursors.keySet().toArray(Integer[]::new));
        values.add(cursors.values().stream().map(FeedCursor::epoch).toArray(Integer[]::new));
        values.add(cursors.values().stream().map(FeedCursor::xid).toArray(String[]::new));
        values.add(cursors.values().stream().map(FeedCursor::seq).toArray(Long[]::new));
        return values;
    }

    private static PartitionPage page(List<Placed> found) {
        List<Placed> wanted = found.stream().filter(Placed::wanted).toList();
        Set<Integer> touched = wanted.stream().map(Placed::partition).collect(Collectors.toUnmodifiableSet());
        return new PartitionPage(
                wanted.stream().map(Placed::event).toList(),
                touched,
                found.isEmpty() ? null : found.getLast().cursor());
    }

    private Placed placed(Readable row) {
        return new Placed(
                rows.event(row),
                FeedCursor.in(row),
                EventRows.required(row, "partition", Integer.class),
                EventRows.required(row, "wanted", Boolean.class));
    }
}

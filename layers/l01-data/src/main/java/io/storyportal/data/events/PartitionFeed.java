package io.storyportal.data.events;

import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.events.PartitionPage.Rest;
import io.storyportal.data.journal.EventEnvelope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The feed in eight partitions, each with all events of its tenants, for those who share its work. One statement reads on
 * in all partitions that are asked for, along the index of the whole feed: an index by partition would cost every append.
 */
public final class PartitionFeed {

    public static final int PARTITIONS = 8;

    /** In SQL, the partition of a {@code tenant_id}: ids end in random bits. */
    public static final String PARTITION = "(get_byte(uuid_send(tenant_id), 15) & 7)";

    /** The cursors are in arrays that begin with the first partition's. */
    private static final String WANTED = "(epoch, recorded_xid, seq) > (($5::integer[])[partition + 1],"
            + " ($6::text[])[partition + 1]::xid8, ($7::bigint[])[partition + 1])";

    /** Beyond every event: where a partition that is not asked for is read from. */
    private static final FeedCursor NOWHERE = new FeedCursor(Integer.MAX_VALUE, "0", 0);

    private static final String PLACE = ", epoch, recorded_xid::text as xid, seq, partition";

    private static final String NO_EVENT = "null" + ", null".repeat(EventRows.COLUMNS.split(",").length - 1);

    /** What the horizon hides: recorded in this epoch, beside a transaction that is older and still under way. */
    private static final String HIDDEN = "exists (select from events where epoch = (select epoch from feed_epoch)"
            + " and recorded_xid >= pg_snapshot_xmin(pg_current_snapshot()) and " + PARTITION + " = any($4))";

    /** The wanted events of a window; a last row without an event says where it ends and what is beyond. */
    private static final String PAGE_OF_THEM = "with seen as (select *, " + PARTITION + " as partition from events"
            + " where (epoch, recorded_xid, seq) > ($1, $2::text::xid8, $3) and " + EventFeed.BELOW_THE_HORIZON
            + " order by epoch, recorded_xid, seq limit $8), wanted as (select * from seen where " + WANTED
            + " order by epoch, recorded_xid, seq) select " + EventRows.COLUMNS + PLACE + ", null as rest from wanted"
            + " union all select " + NO_EVENT + PLACE
            + ", rest from (select case when (select count(*) from seen) = $8 then 'MORE' when " + HIDDEN
            + " then 'HELD_BACK' else 'NOTHING' end as rest) beyond left join " + EventFeed.LAST_SEEN + " on true";

    private final Database database;
    private final EventRows rows;

    private record Placed(
            @Nullable EventEnvelope event,
            @Nullable FeedCursor cursor,
            @Nullable Integer partition,
            @Nullable Rest rest) {}

    PartitionFeed(Database database, EventRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /**
     * The next events of the partitions after their cursors: {@code about} so many, if all partitions have as many each;
     * fewer when they are heavy.
     */
    public Mono<PartitionPage> after(Map<Integer, FeedCursor> cursors, int about) {
        int window = about * PARTITIONS / cursors.size();
        List<Object> values = values(cursors);
        values.add(window);
        return database.onceAcrossTenants(connection ->
                        Slice.read(connection, PAGE_OF_THEM, values, window + 1, Slice.byText("payload"), this::placed))
                .map(slice -> page(slice.rows()));
    }

    private static List<Object> values(Map<Integer, FeedCursor> cursors) {
        FeedCursor least = Collections.min(cursors.values());
        List<Object> values = new ArrayList<>(List.of(least.epoch(), least.xid(), least.seq()));
        List<FeedCursor> all = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> cursors.getOrDefault(partition, NOWHERE))
                .toList();
        values.add(cursors.keySet().toArray(Integer[]::new));
        values.add(all.stream().map(FeedCursor::epoch).toArray(Integer[]::new));
        values.add(all.stream().map(FeedCursor::xid).toArray(String[]::new));
        values.add(all.stream().map(FeedCursor::seq).toArray(Long[]::new));
        return values;
    }

    /** A page that is cut off, being heavy, lacks the last row: it ends with its last event, and there is more. */
    private static PartitionPage page(List<Placed> found) {
        List<EventEnvelope> events = new ArrayList<>(found.size());
        Set<Integer> touched = new HashSet<>();
        Placed last = found.getLast();
        for (Placed placed : found) {
            if (placed.rest() == null) {
                events.add(Objects.requireNonNull(placed.event()));
                touched.add(Objects.requireNonNull(placed.partition()));
            }
        }
        return new PartitionPage(events, touched, last.cursor(), Objects.requireNonNullElse(last.rest(), Rest.MORE));
    }

    private Placed placed(Readable row) {
        String rest = row.get("rest", String.class);
        return new Placed(
                rest != null ? null : rows.event(row),
                row.get("seq") == null ? null : FeedCursor.in(row),
                row.get("partition", Integer.class),
                rest == null ? null : Rest.valueOf(rest));
    }
}

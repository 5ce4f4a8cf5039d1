package io.storyportal.data.publishing;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.events.FeedCursor;
import io.storyportal.data.events.PartitionFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * How far publishing has come in each partition, and the leases that let one instance at a time publish it. Each instance
 * says that it is alive, keeps as many partitions as are its share among the living, and gives back what is beyond it. What
 * reaches further than any lease was given before the database's clock was set back: it counts as over.
 */
final class PartitionLeases {

    static final Duration LEASE = Duration.ofSeconds(10);

    private static final String ALIVE = """
            with here as (
                insert into publisher_instances (name, instance, alive_until)
                values ($1, $2, now() + $3 * interval '1 second')
                on conflict (name, instance) do update set alive_until = excluded.alive_until),
            gone as (
                delete from publisher_instances where name = $1 and instance <> $2 and alive_until < now())
            select count(*) as others from publisher_instances
             where name = $1 and instance <> $2 and alive_until between now() and now() + interval '1 minute'
            """;

    /** What is ours goes first; what another instance is taking just now is passed over. */
    private static final String TAKE = """
            update publish_partitions p set holder = $2, held_until = now() + $3 * interval '1 second'
              from (select partition from publish_partitions
                     where name = $1 and (holder = $2 or held_until not between now() and now() + interval '1 minute')
                     order by (holder = $2) desc nulls last, partition limit $4
                       for update skip locked) share
             where p.name = $1 and p.partition = share.partition
            returning p.partition, p.epoch, p.xid::text as xid, p.seq
            """;

    private static final String GIVE_BACK = """
            update publish_partitions set holder = null, held_until = now()
             where name = $1 and holder = $2 and partition <> all($3::integer[])
            """;

    /** Without waiting for the disk: losing the newest place in a crash only means publishing a few events again. */
    private static final String SAVE = """
            with unsynced as materialized (select set_config('synchronous_commit', 'off', true))
            update publish_partitions p set epoch = saved.epoch, xid = saved.xid::xid8, seq = saved.seq
              from unsynced,
                   unnest($3::integer[], $4::integer[], $5::text[], $6::bigint[]) as saved (partition, epoch, xid, seq)
             where p.name = $1 and p.holder = $2 and p.partition = saved.partition
            returning p.partition
            """;

    /** An older version that is put back goes on near from here, unless one is publishing by this row just now. */
    private static final String TELL_OLDER_VERSIONS = """
            update publishers older set cursor = least.place
              from (select epoch || '-' || xid || '-' || seq as place from publish_partitions
                     where name = $1 order by epoch, xid, seq limit 1) least
             where older.name = 'redis' and $1 = 'events' and older.held_until < now()
               and older.cursor is distinct from least.place
            """;

    private static final String LEAVE = "delete from publisher_instances where name = $1 and instance = $2";

    private final Database database;
    private final String name;
    private final String instance;

    PartitionLeases(Database database, String name, String instance) {
        this.database = database;
        this.name = name;
        this.instance = instance;
    }

    /** Saves the cursors, and answers what is held from now on: a fair share, as far as it is free. */
    Mono<Map<Integer, FeedCursor>> renew(Map<Integer, FeedCursor> held) {
        return database.acrossTenants(connection -> saved(connection, held)
                .then(share(connection))
                .flatMap(share -> take(connection, share))
                .flatMap(taken -> giveBack(connection, taken.keySet())
                        .then(Statements.update(connection, TELL_OLDER_VERSIONS, List.of(name)))
                        .thenReturn(taken)));
    }

    /** The partitions whose cursors were saved; the others were lost, and go on from where they were last saved. */
    Mono<Set<Integer>> save(Map<Integer, FeedCursor> cursors) {
        return database.onceAcrossTenants(connection -> saved(connection, cursors));
    }

    /** When this instance stops: others need not wait for its leases to end, and go on from the cursors. */
    Mono<Void> leave(Map<Integer, FeedCursor> cursors) {
        return database.acrossTenants(connection -> saved(connection, cursors)
                        .then(giveBack(connection, Set.of()))
                        .then(Statements.update(connection, LEAVE, List.of(name, instance))))
                .then();
    }

    private Mono<Long> share(Connection connection) {
        return Statements.query(
                        connection,
                        ALIVE,
                        List.of(name, instance, LEASE.toSeconds()),
                        row -> Objects.requireNonNull(row.get("others", Long.class)))
                .single()
                .map(others -> Math.ceilDiv(PartitionFeed.PARTITIONS, others + 1));
    }

    private Mono<Map<Integer, FeedCursor>> take(Connection connection, long share) {
        return Statements.query(
                        connection,
                        TAKE,
                        List.of(name, instance, LEASE.toSeconds(), share),
                        row -> Map.entry(partition(row), FeedCursor.in(row)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(Map::copyOf);
    }

    private Mono<Long> giveBack(Connection connection, Set<Integer> kept) {
        return Statements.update(connection, GIVE_BACK, List.of(name, instance, kept.toArray(Integer[]::new)));
    }

    private Mono<Set<Integer>> saved(Connection connection, Map<Integer, FeedCursor> cursors) {
        if (cursors.isEmpty()) {
            return Mono.just(Set.of());
        }
        List<Object> values = new ArrayList<>(List.of(name, instance));
        values.add(cursors.keySet().toArray(Integer[]::new));
        values.add(cursors.values().stream().map(FeedCursor::epoch).toArray(Integer[]::new));
        values.add(cursors.values().stream().map(FeedCursor::xid).toArray(String[]::new));
        values.add(cursors.values().stream().map(FeedCursor::seq).toArray(Long[]::new));
        return Statements.query(connection, SAVE, values, PartitionLeases::partition)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static int partition(Readable row) {
        return Objects.requireNonNull(row.get("partition", Integer.class));
    }
}

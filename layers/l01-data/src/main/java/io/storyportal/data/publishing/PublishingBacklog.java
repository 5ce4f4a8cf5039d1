package io.storyportal.data.publishing;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.events.PartitionFeed;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** How many events wait to be published, whichever instances publish and whether the transport is there or not. */
final class PublishingBacklog {

    static final int AT_MOST = 100_000;

    /** The order makes it a walk along the feed's index from the least cursor on, however little comes after it. */
    private static final String COUNT = """
            select count(*) as behind
              from (select epoch, recorded_xid, seq, %s as partition from events
                     where (epoch, recorded_xid, seq) > (
                           select p.epoch, p.xid, p.seq from publish_partitions p where name = $1
                            order by p.epoch, p.xid, p.seq limit 1)
                     order by epoch, recorded_xid, seq limit $2) later
              join publish_partitions p on p.name = $1 and p.partition = later.partition
             where (later.epoch, later.recorded_xid, later.seq) > (p.epoch, p.xid, p.seq)
            """.formatted(PartitionFeed.PARTITION);

    private final Database database;
    private final String name;

    PublishingBacklog(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    /** Counted among the {@code atMost} events after the place of the partition that is furthest behind. */
    Mono<Long> count(int atMost) {
        return database.onceAcrossTenants(connection -> Statements.query(
                        connection,
                        COUNT,
                        List.of(name, atMost),
                        row -> Objects.requireNonNull(row.get("behind", Long.class)))
                .single());
    }
}

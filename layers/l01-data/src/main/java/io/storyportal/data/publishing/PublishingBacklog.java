package io.storyportal.data.publishing;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.events.FeedCursor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** How many events wait to be published, whichever instance publishes and whether the transport is there or not. */
final class PublishingBacklog {

    static final int AT_MOST = 100_000;

    private static final String CURSOR = "select coalesce(cursor, '') as cursor from publishers where name = $1";

    /** The order makes it a walk along the feed's index from the cursor on, however little comes after it. */
    private static final String COUNT = """
            select count(*) as behind
              from (select from events where (epoch, recorded_xid, seq) > ($1, $2::text::xid8, $3)
                     order by epoch, recorded_xid, seq limit $4) waiting
            """;

    private final Database database;
    private final String name;

    PublishingBacklog(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    /** Counted up to {@code atMost}. */
    Mono<Long> count(int atMost) {
        return database.acrossTenants(connection -> Statements.query(
                        connection,
                        CURSOR,
                        List.of(name),
                        row -> FeedCursor.parse(Optional.ofNullable(row.get("cursor", String.class))
                                .orElse("")))
                .single()
                .flatMap(from -> Statements.query(
                                connection,
                                COUNT,
                                List.of(from.epoch(), from.xid(), from.seq(), atMost),
                                row -> Objects.requireNonNull(row.get("behind", Long.class)))
                        .single()));
    }
}

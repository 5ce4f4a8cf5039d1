package io.storyportal.data.publishing;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.events.FeedCursor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** How far publishing has come, and the lease that lets one instance at a time publish. */
final class PublisherPosition {

    static final Duration LEASE = Duration.ofSeconds(10);

    /** A lease that reaches further than any is given was given before the database's clock was set back: it counts as over. */
    private static final String TAKE = """
            update publishers set holder = $2, held_until = now() + $3 * interval '1 second'
             where name = $1 and (holder = $2 or held_until not between now() and now() + interval '1 minute')
            returning coalesce(cursor, '') as cursor
            """;

    private static final String SAVE = """
            update publishers set cursor = $3, held_until = now() + $4 * interval '1 second'
             where name = $1 and holder = $2
            """;

    private final Database database;
    private final String name;
    private final String holder;

    PublisherPosition(Database database, String name, String holder) {
        this.database = database;
        this.name = name;
        this.holder = holder;
    }

    /** Where to go on; empty while another instance holds the lease. */
    Mono<FeedCursor> take() {
        return database.acrossTenants(connection -> Statements.query(
                        connection,
                        TAKE,
                        List.of(name, holder, LEASE.toSeconds()),
                        row -> FeedCursor.parse(Optional.ofNullable(row.get("cursor", String.class))
                                .orElse("")))
                .singleOrEmpty());
    }

    /** False when the lease was lost meanwhile: another instance goes on from where we last saved. */
    Mono<Boolean> save(FeedCursor cursor) {
        return database.acrossTenants(connection -> unsynced(connection)
                .then(Statements.update(connection, SAVE, List.of(name, holder, cursor.toString(), LEASE.toSeconds())))
                .map(updated -> updated == 1));
    }

    /** Losing the newest position in a crash only means publishing a few events again. */
    private static Mono<Long> unsynced(Connection connection) {
        return Statements.update(connection, "set local synchronous_commit = off", List.of());
    }
}

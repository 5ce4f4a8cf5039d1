package io.storyportal.data.events;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.work.PeriodicWork;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Makes the log's parts for the months to come, long before they are needed. Several instances may do so at once. An event
 * whose month has no part goes to one for all others, out of which it is moved when its month gets one.
 */
final class EventPartitions extends PeriodicWork {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration EVERY = Duration.ofHours(6);
    private static final int MONTHS_AHEAD = 3;
    private static final String MAKE = "select make_event_partitions($1) as made";

    private final Database database;

    EventPartitions(Database database) {
        super("Making the log's parts for the months to come", FIRST, EVERY);
        this.database = database;
    }

    @Override
    protected Mono<Integer> round() {
        return makeAhead(MONTHS_AHEAD);
    }

    /** The number of parts made. */
    Mono<Integer> makeAhead(int months) {
        return database.acrossTenants(connection -> Statements.query(
                        connection, MAKE, List.of(months), row -> EventRows.required(row, "made", Integer.class))
                .single());
    }
}

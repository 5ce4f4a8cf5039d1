package io.storyportal.data.metrics;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.work.PeriodicWork;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** Removes measurements older than they are kept, a thousand at a time so that no transaction is ever long. */
final class MetricHousekeeping extends PeriodicWork {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final long AT_ONCE = 1000;

    /** What another replica is removing just now is passed over. */
    private static final String REMOVE = """
            delete from metric_points where ctid = any (array(
                select ctid from metric_points where at < now() - $2 * interval '1 second' limit $1 for update skip locked))
            """;

    private final Database database;
    private final Duration kept;

    MetricHousekeeping(Database database, Duration kept) {
        super("Removing old measurements", EVERY);
        this.database = database;
        this.kept = kept;
    }

    @Override
    protected Mono<Long> round() {
        return removeOld();
    }

    /** The number of points removed. */
    Mono<Long> removeOld() {
        return some().expand(removed -> removed < AT_ONCE ? Mono.empty() : some())
                .reduce(0L, Long::sum);
    }

    private Mono<Long> some() {
        return database.acrossTenants(
                connection -> Statements.update(connection, REMOVE, List.of(AT_ONCE, kept.toSeconds())));
    }
}

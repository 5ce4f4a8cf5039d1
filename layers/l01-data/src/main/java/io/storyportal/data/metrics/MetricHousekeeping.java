package io.storyportal.data.metrics;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Sweep;
import java.time.Duration;

/** Removes measurements older than they are kept. */
final class MetricHousekeeping extends Sweep {

    private static final Duration EVERY = Duration.ofHours(1);

    /** What another replica is removing just now is passed over. */
    private static final String REMOVE = """
            delete from metric_points where ctid = any (array(
                select ctid from metric_points where at < now() - $2 * interval '1 second' limit $1 for update skip locked))
            """;

    MetricHousekeeping(Database database, Duration kept) {
        super("Removing old measurements", EVERY, database, REMOVE, kept.toSeconds());
    }
}

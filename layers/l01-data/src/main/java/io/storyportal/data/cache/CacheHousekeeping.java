package io.storyportal.data.cache;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Sweep;
import java.time.Duration;

/** Removes expired values. */
final class CacheHousekeeping extends Sweep {

    private static final Duration EVERY = Duration.ofMinutes(1);

    /** What another replica is removing just now is passed over. */
    private static final String REMOVE = """
            delete from cache_entries where ctid = any (array(
                select ctid from cache_entries where expires_at <= now() limit $1 for update skip locked))
            """;

    CacheHousekeeping(Database database) {
        super("Removing expired cache entries", EVERY, database, REMOVE);
    }
}

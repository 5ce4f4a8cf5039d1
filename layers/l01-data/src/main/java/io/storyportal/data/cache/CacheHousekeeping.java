package io.storyportal.data.cache;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.work.PeriodicWork;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** Removes expired values, a thousand at a time so that no transaction is ever long. */
final class CacheHousekeeping extends PeriodicWork {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final long AT_ONCE = 1000;

    /** What another replica is removing just now is passed over. */
    private static final String REMOVE = """
            delete from cache_entries where ctid = any (array(
                select ctid from cache_entries where expires_at <= now() limit $1 for update skip locked))
            """;

    private final Database database;

    CacheHousekeeping(Database database) {
        super("Removing expired cache entries", EVERY);
        this.database = database;
    }

    @Override
    protected Mono<Long> round() {
        return removeExpired();
    }

    /** The number of values removed. */
    Mono<Long> removeExpired() {
        return some().expand(removed -> removed < AT_ONCE ? Mono.empty() : some())
                .reduce(0L, Long::sum);
    }

    private Mono<Long> some() {
        return database.acrossTenants(connection -> Statements.update(connection, REMOVE, List.of(AT_ONCE)));
    }
}

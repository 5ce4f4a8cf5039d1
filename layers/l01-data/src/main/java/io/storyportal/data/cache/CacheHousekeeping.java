package io.storyportal.data.cache;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes expired values, a thousand at a time so that no transaction is ever long. */
final class CacheHousekeeping implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CacheHousekeeping.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final long AT_ONCE = 1000;

    /** What another replica is removing just now is passed over. */
    private static final String REMOVE = """
            delete from cache_entries where ctid = any (array(
                select ctid from cache_entries where expires_at <= now() limit $1 for update skip locked))
            """;

    private final Database database;
    private volatile @Nullable Disposable running;

    CacheHousekeeping(Database database) {
        this.database = database;
    }

    @Override
    public void start() {
        running = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> removeExpired().onErrorResume(failure -> {
                    log.warn("Expired cache entries stay for now: {}", failure.getMessage());
                    return Mono.empty();
                }))
                .subscribe();
    }

    /** The number of values removed. */
    Mono<Long> removeExpired() {
        return some().expand(removed -> removed < AT_ONCE ? Mono.empty() : some())
                .reduce(0L, Long::sum);
    }

    private Mono<Long> some() {
        return database.acrossTenants(connection -> Statements.update(connection, REMOVE, List.of(AT_ONCE)));
    }

    @Override
    public void stop() {
        Disposable current = running;
        if (current != null) {
            current.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}

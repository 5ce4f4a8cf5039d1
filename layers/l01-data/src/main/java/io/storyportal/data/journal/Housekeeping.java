package io.storyportal.data.journal;

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

/** Forgets answers whose day is over, a thousand at a time so that no transaction is ever long. */
public final class Housekeeping implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final long AT_ONCE = 1000;

    private static final String FORGET = """
            delete from idempotency_keys where ctid = any (array(
                select ctid from idempotency_keys where created_at < now() - interval '24 hours' limit $1))
            """;

    private final Database database;
    private volatile @Nullable Disposable running;

    public Housekeeping(Database database) {
        this.database = database;
    }

    @Override
    public void start() {
        running = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> forget().onErrorResume(failure -> {
                    log.warn("Old idempotency keys stay for now: {}", failure.getMessage());
                    return Mono.empty();
                }))
                .subscribe();
    }

    /** The number of answers forgotten. */
    Mono<Long> forget() {
        return database.acrossTenants(connection -> Statements.update(connection, FORGET, List.of(AT_ONCE)))
                .expand(forgotten -> forgotten < AT_ONCE
                        ? Mono.empty()
                        : database.acrossTenants(connection -> Statements.update(connection, FORGET, List.of(AT_ONCE))))
                .reduce(0L, Long::sum);
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

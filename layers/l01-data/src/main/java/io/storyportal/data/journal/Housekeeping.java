package io.storyportal.data.journal;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.work.PeriodicWork;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** Forgets answers whose day is over, a thousand at a time so that no transaction is ever long. */
public final class Housekeeping extends PeriodicWork {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final long AT_ONCE = 1000;

    private static final String FORGET = """
            delete from idempotency_keys where ctid = any (array(
                select ctid from idempotency_keys where created_at < now() - interval '24 hours' limit $1))
            """;

    private final Database database;

    public Housekeeping(Database database) {
        super("Forgetting old idempotency keys", EVERY);
        this.database = database;
    }

    @Override
    protected Mono<Long> round() {
        return forget();
    }

    /** The number of answers forgotten. */
    Mono<Long> forget() {
        return database.acrossTenants(connection -> Statements.update(connection, FORGET, List.of(AT_ONCE)))
                .expand(forgotten -> forgotten < AT_ONCE
                        ? Mono.empty()
                        : database.acrossTenants(connection -> Statements.update(connection, FORGET, List.of(AT_ONCE))))
                .reduce(0L, Long::sum);
    }
}

package io.storyportal.data.journal;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Sweep;
import java.time.Duration;

/** Forgets answers whose day is over. */
public final class Housekeeping extends Sweep {

    private static final Duration EVERY = Duration.ofMinutes(10);

    private static final String FORGET = """
            delete from idempotency_keys where ctid = any (array(
                select ctid from idempotency_keys where created_at < now() - interval '24 hours' limit $1))
            """;

    public Housekeeping(Database database) {
        super("Forgetting old idempotency keys", EVERY, database, FORGET);
    }
}

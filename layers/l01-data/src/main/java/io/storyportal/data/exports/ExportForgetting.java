package io.storyportal.data.exports;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Sweep;
import java.time.Duration;

/** Removes what told of exports whose files are long gone. */
final class ExportForgetting extends Sweep {

    private static final Duration EVERY = Duration.ofHours(1);

    /** What another replica is removing just now is passed over. */
    private static final String REMOVE = """
            delete from exports where ctid = any (array(
                select ctid from exports where removed_at < now() - interval '90 days' limit $1 for update skip locked))
            """;

    ExportForgetting(Database database) {
        super("Forgetting old exports", EVERY, database, REMOVE);
    }
}

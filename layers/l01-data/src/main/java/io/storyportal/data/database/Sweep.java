package io.storyportal.data.database;

import io.storyportal.kit.web.work.PeriodicWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** Removes what is over after each interval, a thousand rows at a time so that no transaction is ever long. */
public abstract class Sweep extends PeriodicWork {

    private static final long AT_ONCE = 1000;

    private final Database database;
    private final String sql;
    private final List<Object> values = new ArrayList<>(List.of(AT_ONCE));

    /** {@code sql} removes up to {@code $1} rows; {@code others} are its values from {@code $2} on. */
    protected Sweep(String name, Duration interval, Database database, String sql, Object... others) {
        super(name, interval);
        this.database = database;
        this.sql = sql;
        values.addAll(List.of(others));
    }

    /** The number of rows removed. */
    @Override
    public Mono<Long> round() {
        return some().expand(removed -> removed < AT_ONCE ? Mono.empty() : some())
                .reduce(0L, Long::sum);
    }

    private Mono<Long> some() {
        return database.acrossTenants(connection -> Statements.update(connection, sql, values));
    }
}

package io.storyportal.kit.data.postgres;

import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.work.BackgroundWork;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.Flyway;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Brings this layer's schema up to date after the context is refreshed, again and again until the database answers. Work
 * that needs the schema waits on {@link #completed()}.
 */
public final class Migrations extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DatabaseUrl url;
    private final String schema;
    private final Sinks.Empty<Void> done = Sinks.empty();
    private volatile boolean complete;

    public Migrations(DatabaseUrl url, String schema) {
        this.url = url;
        this.schema = schema;
    }

    @Override
    protected Publisher<?> work() {
        return Mono.fromCallable(this::migrate)
                .subscribeOn(Schedulers.boundedElastic())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .doBeforeRetry(retry -> log.warn(
                                "Migration of {} waits: {}",
                                schema,
                                retry.failure().getMessage())))
                .doOnNext(applied -> {
                    complete = true;
                    done.tryEmitEmpty();
                    log.info("Schema {} is up to date, {} migrations applied", schema, applied);
                });
    }

    private int migrate() {
        return Flyway.configure()
                .dataSource(url.jdbc() + "?connectTimeout=3&socketTimeout=120", url.user(), url.password())
                .schemas(schema)
                .createSchemas(true)
                .locations("classpath:db/migration")
                .load()
                .migrate()
                .migrationsExecuted;
    }

    public boolean isComplete() {
        return complete;
    }

    /** Completes once the schema is up to date; a 503 problem when that takes longer than 5 s. */
    public Mono<Void> completed() {
        if (complete) {
            return Mono.empty();
        }
        return done.asMono()
                .timeout(PATIENCE)
                .onErrorMap(
                        TimeoutException.class,
                        late -> CommonProblem.UNAVAILABLE.exception("The database is not ready yet"));
    }
}

package io.storyportal.data.watching;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.data.database.Database;
import io.storyportal.kit.web.work.BackgroundWork;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A gauge that is asked of the database every 15 s, one question at a time. While there is no answer it is NaN: an old
 * number would say that all is well.
 */
public final class WatchedNumber extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(WatchedNumber.class);
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Database database;
    private final Mono<Long> question;
    private volatile double last = Double.NaN;

    /** {@code question} is a bounded statement; it is given up after 10 s. */
    public WatchedNumber(
            String name, String description, Database database, Mono<Long> question, MeterRegistry metrics) {
        this.name = name;
        this.database = database;
        this.question = question;
        Gauge.builder(name, this, watched -> watched.last)
                .description(description)
                .register(metrics);
    }

    @Override
    protected Publisher<?> work() {
        return database.migrated()
                .thenMany(Flux.interval(Duration.ZERO, EVERY).onBackpressureDrop())
                .concatMap(tick -> ask(), 1);
    }

    /** Asks now; never fails, and is empty when there was no answer. */
    public Mono<Long> ask() {
        return question.timeout(PATIENCE).doOnNext(number -> last = number).onErrorResume(failure -> {
            last = Double.NaN;
            log.debug("{} is not known", name, failure);
            return Mono.empty();
        });
    }
}

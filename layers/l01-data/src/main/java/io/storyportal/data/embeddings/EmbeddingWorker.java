package io.storyportal.data.embeddings;

import io.storyportal.data.database.Database;
import io.storyportal.kit.web.work.BackgroundWork;
import java.time.Duration;
import java.util.List;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Looks every second for texts without vectors, some at a time on each replica. While L04 is away it asks less and less
 * often, up to every half minute.
 */
final class EmbeddingWorker extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(EmbeddingWorker.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_OUTAGE = 6;

    private final Database database;
    private final EmbeddingQueue queue;
    private final EmbeddingWork work;
    private final CurrentModel model;
    private volatile List<Waiting> current = List.of();
    private volatile int outages;

    EmbeddingWorker(Database database, EmbeddingQueue queue, EmbeddingWork work, CurrentModel model) {
        this.database = database;
        this.queue = queue;
        this.work = work;
        this.model = model;
    }

    @Override
    protected Publisher<?> work() {
        return database.migrated()
                .thenMany(Flux.interval(LOOK).onBackpressureDrop())
                .concatMap(tick -> all().onErrorResume(this::rested), 1);
    }

    private Mono<Void> rested(Throwable failure) {
        log.debug("Texts wait for their vectors", failure);
        return failure instanceof EmbeddingFailure
                ? Mono.delay(EmbeddingWork.pause(outages)).then()
                : Mono.empty();
    }

    /** Until nothing is due; then what another model made. */
    Mono<Void> all() {
        return next().expand(done -> next())
                .then(Mono.defer(() -> Mono.justOrEmpty(model.name())).flatMap(queue::renew))
                .then();
    }

    /** Carries some out; empty when there are none. */
    private Mono<Boolean> next() {
        return queue.claim().doOnNext(taken -> current = taken).flatMap(taken -> work.carryOut(taken)
                .doOnNext(this::answered)
                .doOnError(EmbeddingFailure.class, this::away)
                .doFinally(signal -> forget(signal == SignalType.CANCEL))
                .thenReturn(true));
    }

    private void answered(String by) {
        if (outages > 0) {
            log.info("Texts get vectors again");
        }
        outages = 0;
        model.is(by);
    }

    private void away(EmbeddingFailure failure) {
        outages = Math.min(outages + 1, LONGEST_OUTAGE);
        if (outages == 1) {
            log.warn("Texts wait for their vectors: {}", failure.getMessage());
        }
    }

    /** What was cut off is given back when we stop. */
    private void forget(boolean cutOff) {
        if (!cutOff) {
            current = List.of();
        }
    }

    /** Gives back what is cut off, so that another replica need not wait for the lease to end. */
    @Override
    public void stop(Runnable stopped) {
        stop();
        Flux.fromIterable(current)
                .concatMap(waiting -> queue.giveBack(waiting, Duration.ZERO, "The layer stopped"))
                .then()
                .timeout(PATIENCE)
                .doFinally(signal -> stopped.run())
                .subscribe(done -> {}, failure -> log.debug("Texts wait for their lease to end", failure));
    }
}

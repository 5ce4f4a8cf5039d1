package io.storyportal.data.exports;

import io.storyportal.data.DataProblem;
import io.storyportal.data.database.Database;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.kit.web.work.BackgroundWork;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;

/** Carries exports out, one at a time on each replica; woken by a request here, and looking every second for others'. */
final class ExportWorker extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(ExportWorker.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 3;

    private final Database database;
    private final ExportQueue queue;
    private final ExportFiles files;
    private final Sinks.Many<Boolean> woken = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable Job current;

    /** Another replica has the export by now: what was made here is dropped. */
    private static final class LostException extends RuntimeException {
        LostException(Job job) {
            super("Export " + job.id() + " was taken over");
        }
    }

    ExportWorker(Database database, ExportQueue queue, ExportFiles files) {
        this.database = database;
        this.queue = queue;
        this.files = files;
    }

    /** One at a time: a sink drops what is emitted into it concurrently. */
    synchronized void wake() {
        woken.tryEmitNext(true);
    }

    @Override
    protected Publisher<?> work() {
        return database.migrated()
                .thenMany(Flux.merge(woken.asFlux(), Flux.interval(LOOK)).onBackpressureLatest())
                .concatMap(
                        tick -> all().onErrorResume(failure -> {
                            log.debug("Exports wait", failure);
                            return Mono.empty();
                        }),
                        1);
    }

    private Mono<Void> all() {
        return next().expand(done -> next()).then();
    }

    /** Carries out one export; empty when there is none. */
    private Mono<Job> next() {
        return queue.claim().doOnNext(job -> current = job).flatMap(job -> carryOut(job)
                .onErrorResume(failure -> ended(job, failure))
                .doFinally(signal -> forget(signal == SignalType.CANCEL))
                .thenReturn(job));
    }

    /** What was cut off is given back when we stop. */
    private void forget(boolean cutOff) {
        if (!cutOff) {
            current = null;
        }
    }

    private Mono<Void> carryOut(Job job) {
        if (job.attempt() > ATTEMPTS) {
            return queue.fail(job, "It was begun " + ATTEMPTS + " times and never came to its end")
                    .then();
        }
        Progress progress = new Progress();
        Mono<Void> stillOurs = renewed(job, progress);
        Mono<Void> held = Flux.interval(ExportQueue.LEASE.dividedBy(3))
                .onBackpressureDrop()
                .concatMap(tick -> stillOurs.onErrorResume(
                        failure -> !(failure instanceof LostException), unreachable -> Mono.empty()))
                .then();
        Mono<Void> made =
                files.isMade(job).flatMap(isMade -> isMade ? Mono.<Void>empty() : files.make(job, progress, stillOurs));
        return Mono.firstWithSignal(made, held)
                .then(Mono.defer(() -> queue.complete(job)))
                .then();
    }

    private Mono<Void> renewed(Job job, Progress progress) {
        return Mono.defer(() -> queue.renew(job, progress))
                .flatMap(ours -> ours ? Mono.empty() : Mono.error(new LostException(job)));
    }

    private Mono<Void> ended(Job job, Throwable failure) {
        if (failure instanceof LostException) {
            log.info("{}", failure.getMessage());
            return Mono.empty();
        }
        if (failure instanceof ProblemException refused && isFinal(refused)) {
            return queue.fail(job, refused.problem().code() + ": " + refused.detail())
                    .then();
        }
        log.warn("Export {} is begun anew later", job.id(), failure);
        return queue.release(job, LATER).then();
    }

    /** That the artifact exists means that another run finished it meanwhile, which the next run will see. */
    private static boolean isFinal(ProblemException refused) {
        return refused.problem().status().is4xxClientError() && refused.problem() != DataProblem.ALREADY_EXISTS;
    }

    /** Gives back what is cut off, so that another replica need not wait for the lease to end. */
    @Override
    public void stop(Runnable stopped) {
        stop();
        Job cutOff = current;
        Mono<Boolean> released = cutOff == null ? Mono.empty() : queue.giveBack(cutOff);
        released.timeout(LATER)
                .doFinally(signal -> stopped.run())
                .subscribe(done -> {}, failure -> log.debug("An export waits for its lease to end", failure));
    }
}

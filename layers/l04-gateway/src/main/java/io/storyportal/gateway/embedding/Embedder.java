package io.storyportal.gateway.embedding;

import ai.onnxruntime.OrtException;
import io.storyportal.gateway.GatewayProblem;
import io.storyportal.gateway.GatewayProperties;
import io.storyportal.kit.web.problem.CommonProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Embeds texts on threads of its own. The model is loaded at the first request, or a while after the start, so that it
 * does not slow the start of the fleet; it stays loaded.
 */
final class Embedder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Embedder.class);
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(10);

    private final int threads;
    private final Scheduler scheduler;
    private final Mono<BgeSmall> model;
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();
    private boolean closed;

    Embedder(GatewayProperties.Embedding settings) {
        this.threads = settings.threads();
        this.scheduler = Schedulers.newBoundedElastic(threads, settings.queue() / threads + 1, "embedding", 60, true);
        this.model = Mono.fromCallable(() -> unlessClosed(Embedder::load))
                .subscribeOn(scheduler)
                .cache(loaded -> FOR_EVER, failure -> BEFORE_NEXT_TRY, () -> Duration.ZERO);
    }

    String modelName() {
        return BgeSmall.NAME;
    }

    int dimension() {
        return BgeSmall.DIMENSION;
    }

    /** Vectors of length 1, in the order of the texts. */
    Mono<List<float[]>> embed(List<String> texts) {
        return model.flatMapMany(bge -> Flux.fromIterable(texts)
                        .flatMapSequential(
                                text -> Mono.fromCallable(() -> unlessClosed(() -> bge.embed(text)))
                                        .subscribeOn(scheduler),
                                threads))
                .collectList()
                .onErrorMap(RejectedExecutionException.class, full -> GatewayProblem.EMBEDDER_BUSY
                        .exception("The queue of the embedding model is full.")
                        .retryAfter(Duration.ofSeconds(1)));
    }

    /** Loads the model unless it is loaded. Failing is reported by the requests that need it. */
    Mono<Void> warmUp() {
        return model.then().onErrorComplete();
    }

    private static BgeSmall load() {
        long begun = System.nanoTime();
        try {
            BgeSmall model = BgeSmall.load();
            log.info("Embedding model {} loaded in {} ms", BgeSmall.NAME, (System.nanoTime() - begun) / 1_000_000);
            return model;
        } catch (IOException | OrtException | LinkageError unusable) {
            log.error("The embedding model cannot be loaded", unusable);
            throw GatewayProblem.EMBEDDER_UNAVAILABLE.exception("Loading it failed: " + unusable.getMessage());
        }
    }

    private <T> T unlessClosed(Callable<T> work) throws Exception {
        inUse.readLock().lock();
        try {
            if (closed) {
                throw CommonProblem.DRAINING.exception("The embedding model is being stopped.");
            }
            return work.call();
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** Waits for what the native code is doing, a second or two at most; what is still in the queue is refused. */
    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            closed = true;
        } finally {
            inUse.writeLock().unlock();
        }
        scheduler.dispose();
    }
}

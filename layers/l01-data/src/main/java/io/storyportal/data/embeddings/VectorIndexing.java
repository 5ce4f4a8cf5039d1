package io.storyportal.data.embeddings;

import io.storyportal.data.embeddings.VectorIndexStore.Found;
import io.storyportal.kit.web.work.PeriodicWork;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps pgvector's indexes, where it is installed: looks for it, also later than at the start, makes the indexes that
 * searches asked for, and fills them. Replicas take turns at an index.
 */
final class VectorIndexing extends PeriodicWork {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final VectorIndexStore store;
    private final VectorFiling filing;
    private final VectorIndexes indexes;

    VectorIndexing(VectorIndexStore store, VectorFiling filing, VectorIndexes indexes) {
        super("Indexing vectors", FIRST, EVERY);
        this.store = store;
        this.filing = filing;
        this.indexes = indexes;
    }

    @Override
    protected Mono<Void> round() {
        return store.home()
                .map(this::with)
                .defaultIfEmpty(Mono.fromRunnable(indexes::cannotBe))
                .flatMap(work -> work);
    }

    private Mono<Void> with(String home) {
        return Flux.fromIterable(indexes.asked())
                .concatMap(store::ask)
                .then(Mono.defer(() -> store.all(home)))
                .flatMap(found -> drop(found).then(make(found)))
                .doOnNext(indexes::are)
                .flatMapMany(Flux::fromIterable)
                .concatMap(filing::file)
                .then();
    }

    private Mono<Void> drop(List<Found> found) {
        return Flux.fromIterable(found)
                .filter(Found::over)
                .concatMap(each -> store.make(each.index()).then(store.drop(each.index())))
                .then();
    }

    private Mono<List<VectorIndex>> make(List<Found> found) {
        return Flux.fromIterable(found)
                .filter(each -> !each.over())
                .map(Found::index)
                .concatMap(index -> store.make(index).thenReturn(index))
                .collectList();
    }
}

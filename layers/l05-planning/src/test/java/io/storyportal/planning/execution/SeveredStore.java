package io.storyportal.planning.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A process' view of the run store, which can be cut as by kill -9: nothing of it gets through any more. */
final class SeveredStore implements RunStore {
    private final RunStore store;
    private volatile boolean cut;

    SeveredStore(RunStore store) {
        this.store = store;
    }

    void cut() {
        cut = true;
    }

    private <T> Mono<T> unlessCut(Mono<T> work) {
        return Mono.defer(() -> cut ? Mono.never() : work);
    }

    @Override
    public Mono<Void> offer(RunKey run, UUID goal) {
        return unlessCut(store.offer(run, goal));
    }

    @Override
    public Mono<Lease> begin(RunKey run, UUID goal, String owner, Duration hold) {
        return unlessCut(store.begin(run, goal, owner, hold));
    }

    @Override
    public Flux<Lease> claim(String owner, int limit, Duration hold) {
        return Flux.defer(() -> cut ? Flux.never() : store.claim(owner, limit, hold));
    }

    @Override
    public Mono<Map<RunKey, Lease>> renew(String owner, List<RunKey> held, Duration hold) {
        return unlessCut(store.renew(owner, held, hold));
    }

    @Override
    public Mono<Void> nudge(RunKey run, UUID goal) {
        return unlessCut(store.nudge(run, goal));
    }

    @Override
    public Mono<Void> release(Lease lease, Duration notBefore) {
        return unlessCut(store.release(lease, notBefore));
    }

    @Override
    public Mono<Boolean> finish(Lease lease) {
        return unlessCut(store.finish(lease));
    }

    @Override
    public Mono<Long> purge(Duration age) {
        return unlessCut(store.purge(age));
    }
}

package io.storyportal.planning.execution;

import io.storyportal.planning.ledger.Change;
import io.storyportal.planning.ledger.Change.Resource;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a run's transitions to L01 in their order. What gathers while one batch is under way goes with the next, so that
 * a wave of tasks costs one round trip. Confined to the run's mailbox; only the answers of L01 arrive elsewhere, and they
 * go through {@code answered}.
 */
final class TransitionLog {
    private static final JsonMapper JSON = new JsonMapper();

    /** L01 takes 1 MiB; the rest is for what surrounds the bodies. */
    private static final int LARGEST_BATCH = 800_000;

    private final PlanLedger ledger;
    private final String keyPrefix;
    private final Duration patience;
    private final ContextView context;
    private final Answered answered;
    private final Map<UUID, Long> versions;
    private final List<Transition> waiting = new ArrayList<>();
    private final Disposable.Swap underWay = Disposables.swap();
    private boolean busy;
    private int batches;

    private record Transition(Resource resource, UUID id, Map<String, Object> body) {}

    /** Told of the end of each batch, on any thread. */
    interface Answered {
        void committed(Map<UUID, Long> versions);

        void failed(Throwable reason);
    }

    TransitionLog(PlanLedger ledger, RunContext run, Duration patience, ContextView context, Answered answered) {
        this.ledger = ledger;
        this.keyPrefix = "run/" + run.plan() + "/" + run.lease().generation() + "/";
        this.patience = patience;
        this.context = context;
        this.answered = answered;
        this.versions = new HashMap<>(run.versions());
    }

    void append(Resource resource, UUID id, Map<String, Object> body) {
        waiting.add(new Transition(resource, id, body));
    }

    /** Everything appended is in L01. */
    boolean idle() {
        return !busy && waiting.isEmpty();
    }

    /** Sends what waits, unless a batch is under way. */
    void flush() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        List<Change> changes = nextBatch();
        String key = keyPrefix + batches++;
        // A lost answer leaves the outcome open; the key makes the repetition harmless.
        Mono<Map<UUID, Long>> commit = ledger.commit(key, changes)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
                        .maxBackoff(Duration.ofSeconds(1))
                        .filter(failure -> !isFinal(failure)))
                .timeout(patience)
                .contextWrite(context);
        underWay.update(commit.subscribe(answered::committed, answered::failed));
    }

    /** As many of those that wait as L01 takes in one request, but one at least. */
    private List<Change> nextBatch() {
        List<Change> changes = new ArrayList<>();
        Map<UUID, Long> expected = new HashMap<>(versions);
        int bytes = 0;
        for (Transition transition : waiting) {
            bytes += JSON.writeValueAsBytes(transition.body()).length;
            if (bytes > LARGEST_BATCH && !changes.isEmpty()) {
                break;
            }
            long version = Objects.requireNonNull(expected.get(transition.id()));
            changes.add(Change.patch(transition.resource(), transition.id(), version, transition.body()));
            expected.put(transition.id(), version + 1);
        }
        waiting.subList(0, changes.size()).clear();
        return changes;
    }

    /** The same batch again would be answered the same. */
    private static boolean isFinal(Throwable failure) {
        return failure instanceof PlanLedger.StaleVersion || Refusals.isOne(failure);
    }

    /** The batch under way is in L01. */
    void settled(Map<UUID, Long> committed) {
        versions.putAll(committed);
        busy = false;
        flush();
    }

    void stop() {
        underWay.dispose();
    }
}

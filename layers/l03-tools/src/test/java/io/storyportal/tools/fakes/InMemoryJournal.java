package io.storyportal.tools.fakes;

import io.storyportal.tools.invocation.ExecutionJournal;
import io.storyportal.tools.invocation.ExecutionRecord;
import io.storyportal.tools.invocation.ExecutionStatus;
import io.storyportal.tools.invocation.RecordedProblem;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The journal in memory: one record per call key, as L01 keeps it. */
public final class InMemoryJournal implements ExecutionJournal {
    private final Map<UUID, ExecutionRecord> records = new ConcurrentHashMap<>();
    private final Map<String, UUID> byKey = new ConcurrentHashMap<>();
    private final AtomicInteger lookups = new AtomicInteger();

    @Override
    public Mono<ExecutionRecord> begin(Intent intent) {
        return Mono.defer(() -> {
            ExecutionRecord record = new ExecutionRecord(
                    intent.id(), intent.tool(), intent.fingerprint(), ExecutionStatus.RUNNING, null, null, 0);
            if (intent.callKey() != null && byKey.putIfAbsent(intent.callKey(), intent.id()) != null) {
                return Mono.empty();
            }
            records.put(intent.id(), record);
            return Mono.just(record);
        });
    }

    @Override
    public Mono<ExecutionRecord> find(String callKey) {
        return Mono.defer(() -> {
            lookups.incrementAndGet();
            return Mono.justOrEmpty(byKey.get(callKey)).map(records::get);
        });
    }

    @Override
    public Mono<Void> restart(UUID id) {
        return change(id, r -> with(r, ExecutionStatus.RUNNING, null, null, 0));
    }

    @Override
    public Mono<Void> complete(UUID id, JsonNode output, long durationMs) {
        return change(id, r -> with(r, ExecutionStatus.COMPLETED, output, null, durationMs));
    }

    @Override
    public Mono<Void> fail(UUID id, String fingerprint, RecordedProblem failure, long durationMs) {
        return change(id, r -> with(r, ExecutionStatus.FAILED, null, failure, durationMs));
    }

    @Override
    public Mono<Void> end(UUID id, ExecutionStatus status, String reason) {
        return change(id, r -> with(r, status, null, null, 0));
    }

    /** How often somebody looked what became of a call. */
    public int lookups() {
        return lookups.get();
    }

    public ExecutionRecord get(UUID id) {
        return records.get(id);
    }

    /** Leaves a call behind as a runner does that dies. */
    public void abandon(String callKey, String tool, String fingerprint) {
        UUID id = UUID.randomUUID();
        byKey.put(callKey, id);
        records.put(id, new ExecutionRecord(id, tool, fingerprint, ExecutionStatus.RUNNING, null, null, 0));
    }

    private Mono<Void> change(UUID id, UnaryOperator<ExecutionRecord> change) {
        return Mono.fromRunnable(() -> records.computeIfPresent(id, (key, record) -> change.apply(record)));
    }

    private static ExecutionRecord with(
            ExecutionRecord r, ExecutionStatus status, Object output, RecordedProblem failure, long durationMs) {
        return new ExecutionRecord(r.id(), r.tool(), r.fingerprint(), status, output, failure, durationMs);
    }
}

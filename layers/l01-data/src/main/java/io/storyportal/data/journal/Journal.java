package io.storyportal.data.journal;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.data.DataProblem;
import io.storyportal.data.database.Database;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where every change of the platform goes through. What waits is bounded, in number per tenant and in bytes altogether;
 * beyond that a submission is refused at once with a 503 problem.
 */
public final class Journal {

    private static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final GroupCommit commit;
    private final JournalSignal signal;
    private final DistributionSummary groupSize;
    private final Map<TenantId, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicLong waitingBytes = new AtomicLong();

    public Journal(
            Database database,
            Collection<? extends Projection> projections,
            JsonMapper json,
            Clock clock,
            JournalSignal signal,
            MeterRegistry metrics) {
        this.commit = new GroupCommit(
                database,
                new JournalStore(json),
                new Projections(projections),
                json,
                clock,
                metrics.counter("l01.append.events"));
        this.signal = signal;
        this.groupSize = metrics.summary("l01.append.group");
        metrics.gauge("l01.append.waiting.bytes", waitingBytes);
        metrics.gauge("l01.append.waiting", lanes, all -> all.values().stream()
                .mapToInt(Lane::length)
                .sum());
    }

    /** What the commands came to, once it is committed. The submission is carried out even if nobody waits any more. */
    public Mono<List<Recorded>> submit(Submission submission) {
        return Mono.defer(() -> {
            if (waitingBytes.addAndGet(submission.weight()) > MAX_WAITING_BYTES) {
                waitingBytes.addAndGet(-submission.weight());
                return Mono.error(full());
            }
            Pending pending = new Pending(submission);
            Mono<List<Recorded>> outcome = pending.outcome();
            outcome.subscribe(done -> release(submission), failure -> release(submission));
            if (!laneOf(submission.tenant()).offer(pending)) {
                pending.fail(full());
            }
            return outcome;
        });
    }

    private void release(Submission submission) {
        waitingBytes.addAndGet(-submission.weight());
    }

    private Lane laneOf(TenantId tenant) {
        return lanes.computeIfAbsent(tenant, key -> new Lane(key, commit, groupSize, () -> signal.raise(key)));
    }

    private static RuntimeException full() {
        return DataProblem.QUEUE_FULL.exception("The queue of changes is full").retryAfter(SOON);
    }
}

package io.storyportal.data.journal;

import io.micrometer.core.instrument.DistributionSummary;
import io.storyportal.kit.web.ids.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One tenant's way into the journal: a bounded queue and at most one group under way. While a group commits, the next one
 * gathers; so the busier a tenant is, the larger its groups.
 */
final class Lane {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    static final int CAPACITY = 1024;
    private static final int MAX_SUBMISSIONS = 128;
    private static final int MAX_COMMANDS = 1000;
    private static final long MAX_WEIGHT = 16 * 1024 * 1024;

    private final TenantId tenant;
    private final GroupCommit commit;
    private final DistributionSummary groupSize;
    private final Runnable recorded;
    private final Queue<Pending> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicBoolean busy = new AtomicBoolean();

    /** {@code recorded} is told after each group that recorded something. */
    Lane(TenantId tenant, GroupCommit commit, DistributionSummary groupSize, Runnable recorded) {
        this.tenant = tenant;
        this.commit = commit;
        this.groupSize = groupSize;
        this.recorded = recorded;
    }

    /** False when the queue is full. */
    boolean offer(Pending pending) {
        if (!waiting.offer(pending)) {
            return false;
        }
        startUnlessBusy();
        return true;
    }

    int length() {
        return waiting.size();
    }

    private void startUnlessBusy() {
        if (busy.compareAndSet(false, true)) {
            Mono.defer(this::next)
                    .repeat(() -> !waiting.isEmpty())
                    .doFinally(end -> {
                        busy.set(false);
                        if (!waiting.isEmpty()) {
                            startUnlessBusy();
                        }
                    })
                    .subscribe(done -> {}, failure -> log.error("The lane of {} broke", tenant, failure));
        }
    }

    private Mono<Void> next() {
        List<Pending> group = takeGroup();
        if (group.isEmpty()) {
            return Mono.empty();
        }
        groupSize.record(group.size());
        return commit.run(tenant, group)
                .doOnNext(any -> {
                    if (any) {
                        recorded.run();
                    }
                })
                .onErrorResume(unexpected -> {
                    group.forEach(pending -> pending.fail(unexpected));
                    return Mono.empty();
                })
                .then();
    }

    /** At least one, and as many more as fit. */
    private List<Pending> takeGroup() {
        List<Pending> group = new ArrayList<>();
        int commands = 0;
        long weight = 0;
        for (Pending next = waiting.peek(); next != null && group.size() < MAX_SUBMISSIONS; next = waiting.peek()) {
            commands += next.submission().commands().size();
            weight += next.submission().weight();
            if (!group.isEmpty() && (commands > MAX_COMMANDS || weight > MAX_WEIGHT)) {
                break;
            }
            group.add(next);
            waiting.poll();
        }
        return group;
    }
}

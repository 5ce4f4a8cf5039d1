package io.storyportal.gateway.usage;

import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.work.PeriodicWork;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Records usage without ever failing the call it belongs to. Normally a call's usage is in the ledger before its answer
 * leaves; when the ledger is away, the record waits in memory and is delivered when it is back. What waits is lost if
 * this process dies meanwhile, and beyond {@link #LONGEST_BACKLOG} records the oldest is given up with a warning.
 */
public final class UsageRecorder extends PeriodicWork {

    private static final Logger log = LoggerFactory.getLogger(UsageRecorder.class);

    static final int LONGEST_BACKLOG = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LAST_ATTEMPT = Duration.ofSeconds(3);

    private final UsageLedger ledger;
    private final BlockingQueue<ModelUsage> backlog = new ArrayBlockingQueue<>(LONGEST_BACKLOG);

    public UsageRecorder(UsageLedger ledger) {
        this(ledger, Duration.ofSeconds(2));
    }

    UsageRecorder(UsageLedger ledger, Duration retryEvery) {
        super("Delivering usage that waits", retryEvery);
        this.ledger = ledger;
    }

    /** Completes when the usage is recorded or waits to be; never fails. */
    public Mono<Void> record(ModelUsage usage) {
        return ledger.record(usage)
                .timeout(PATIENCE)
                .onErrorResume(UsageLedger.Refused.class, refused -> giveUp(usage, refused))
                .onErrorResume(away -> InContext.fromRunnable(() -> keep(usage, away)));
    }

    int waiting() {
        return backlog.size();
    }

    private void keep(ModelUsage usage, Throwable away) {
        if (backlog.isEmpty()) {
            log.warn("Usage cannot be recorded now and is kept in memory: {}", away.toString());
        }
        while (!backlog.offer(usage)) {
            ModelUsage lost = backlog.poll();
            if (lost != null) {
                log.error("The usage backlog is full; usage {} of tenant {} is lost", lost.id(), tenantOf(lost));
            }
        }
    }

    /** Delivers the backlog in order until it is empty or the ledger fails. */
    @Override
    protected Mono<Void> round() {
        return Mono.defer(() -> {
                    ModelUsage next = backlog.peek();
                    return next == null
                            ? Mono.<ModelUsage>empty()
                            : recordKept(next).thenReturn(next);
                })
                .doOnNext(backlog::remove)
                .repeat(() -> !backlog.isEmpty())
                .then();
    }

    private Mono<Void> recordKept(ModelUsage usage) {
        return ledger.record(usage)
                .timeout(PATIENCE.multipliedBy(5))
                .onErrorResume(UsageLedger.Refused.class, refused -> giveUp(usage, refused))
                .contextWrite(usage.caller()::write);
    }

    private static Mono<Void> giveUp(ModelUsage usage, UsageLedger.Refused refused) {
        return InContext.fromRunnable(() -> log.error(
                "Usage {} of tenant {} was refused and is lost: {}",
                usage.id(),
                tenantOf(usage),
                refused.getMessage()));
    }

    private static Object tenantOf(ModelUsage usage) {
        return usage.caller().tenant();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable done) {
        super.stop();
        round().timeout(LAST_ATTEMPT)
                .onErrorComplete()
                .doFinally(end -> done.run())
                .subscribe();
    }

    /**
     * After the web server: calls in flight end, and record their usage, while it drains. Before the event loops, which
     * {@link org.springframework.http.client.ReactorResourceFactory} closes in phase 0: the last delivery needs them.
     */
    @Override
    public int getPhase() {
        return 1;
    }
}

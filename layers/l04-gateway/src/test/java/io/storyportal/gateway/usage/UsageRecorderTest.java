package io.storyportal.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.gateway.provider.FinishReason;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("l04")
class UsageRecorderTest {

    private static final RuntimeException AWAY = new IllegalStateException("L01 is away");

    private final RememberedUsage ledger = new RememberedUsage();
    private final UsageRecorder recorder = new UsageRecorder(ledger, Duration.ofMillis(20));

    @AfterEach
    void stop() {
        recorder.stop();
    }

    @Test
    void recordsBeforeItCompletes() {
        ModelUsage usage = usage(1);

        recorder.record(usage).block();

        assertThat(ledger.records()).containsExactly(usage);
    }

    @Test
    void deliversInOrderWhatItKeptWhileTheLedgerWasAway() {
        ledger.fail(AWAY);
        List<ModelUsage> kept =
                IntStream.range(0, 50).mapToObj(UsageRecorderTest::usage).toList();
        kept.forEach(usage -> recorder.record(usage).block());
        assertThat(recorder.waiting()).isEqualTo(50);

        recorder.start();
        ledger.recover();

        await().untilAsserted(() -> assertThat(ledger.records()).containsExactlyElementsOf(kept));
        assertThat(recorder.waiting()).isZero();
    }

    @Test
    void doesNotKeepWhatTheLedgerWillNeverTake() {
        ledger.fail(new UsageLedger.Refused("E1002", AWAY));

        recorder.record(usage(1)).block();

        assertThat(recorder.waiting()).isZero();
    }

    @Test
    void givesUpTheOldestWhenItCanKeepNoMore() {
        ledger.fail(AWAY);
        ModelUsage oldest = usage(0);
        recorder.record(oldest).block();
        IntStream.rangeClosed(1, UsageRecorder.LONGEST_BACKLOG)
                .forEach(number -> recorder.record(usage(number)).block());

        ledger.recover();
        recorder.start();

        await().untilAsserted(() -> assertThat(ledger.records()).hasSize(UsageRecorder.LONGEST_BACKLOG));
        assertThat(ledger.records()).doesNotContain(oldest);
    }

    @Test
    void deliversWhatItKeptBeforeTheProcessEnds() throws InterruptedException {
        ledger.fail(AWAY);
        recorder.record(usage(1)).block();
        ledger.recover();
        var stopped = new CountDownLatch(1);

        recorder.stop(stopped::countDown);

        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ledger.records()).hasSize(1);
    }

    private static ModelUsage usage(int tokens) {
        return new ModelUsage(
                Ids.uuid7(),
                SystemCaller.of(TenantId.DEFAULT, "l04"),
                null,
                "anthropic",
                "claude-sonnet-4-5",
                tokens,
                1,
                false,
                BigDecimal.ONE,
                Duration.ofMillis(5),
                FinishReason.STOP,
                null);
    }
}

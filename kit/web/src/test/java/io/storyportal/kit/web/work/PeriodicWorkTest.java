package io.storyportal.kit.web.work;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class PeriodicWorkTest {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Logger logger = (Logger) LoggerFactory.getLogger(PeriodicWork.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private VirtualTimeScheduler time;

    private static final class Rounds extends PeriodicWork {
        private final AtomicInteger begun = new AtomicInteger();
        private final IntFunction<Mono<?>> each;

        Rounds(IntFunction<Mono<?>> each) {
            super("Counting", INTERVAL);
            this.each = each;
        }

        Rounds(Duration first, IntFunction<Mono<?>> each) {
            super("Counting", first, INTERVAL);
            this.each = each;
        }

        @Override
        protected Mono<?> round() {
            return each.apply(begun.incrementAndGet());
        }
    }

    @BeforeEach
    void holdTime() {
        time = VirtualTimeScheduler.getOrSet();
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void letTimeGo() {
        logger.detachAppender(logged);
        VirtualTimeScheduler.reset();
    }

    private List<String> told() {
        return logged.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void beginsSoonerThanTheIntervalWhereItIsToldTo() {
        Rounds rounds = new Rounds(Duration.ofSeconds(1), number -> Mono.just(number));
        rounds.start();
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(rounds.begun).hasValue(1);
        time.advanceTimeBy(INTERVAL);
        assertThat(rounds.begun).hasValue(2);
        rounds.stop();
    }

    @Test
    void worksAfterEachIntervalUntilItIsStoppedAndAgainWhenItIsStarted() {
        Rounds rounds = new Rounds(number -> Mono.just(number));
        assertThat(rounds.isRunning()).isFalse();
        rounds.start();
        assertThat(rounds.isRunning()).isTrue();
        assertThat(rounds.begun).hasValue(0);
        time.advanceTimeBy(INTERVAL.multipliedBy(3));
        assertThat(rounds.begun).hasValue(3);
        rounds.stop();
        assertThat(rounds.isRunning()).isFalse();
        time.advanceTimeBy(INTERVAL.multipliedBy(3));
        assertThat(rounds.begun).hasValue(3);
        rounds.start();
        time.advanceTimeBy(INTERVAL);
        assertThat(rounds.begun).hasValue(4);
        rounds.stop();
    }

    @Test
    void passesOverIntervalsThatEndDuringARound() {
        Sinks.Empty<Void> firstRound = Sinks.empty();
        Rounds rounds = new Rounds(number -> number == 1 ? firstRound.asMono() : Mono.empty());
        rounds.start();
        time.advanceTimeBy(INTERVAL.multipliedBy(5));
        assertThat(rounds.begun).hasValue(1);
        firstRound.tryEmitEmpty();
        assertThat(rounds.begun).hasValue(1);
        time.advanceTimeBy(INTERVAL);
        assertThat(rounds.begun).hasValue(2);
        rounds.stop();
    }

    @Test
    void cancelsTheRoundItIsStoppedIn() {
        Sinks.Many<Integer> endless = Sinks.many().multicast().directBestEffort();
        Rounds rounds = new Rounds(number -> endless.asFlux().then());
        rounds.start();
        time.advanceTimeBy(INTERVAL);
        assertThat(endless.currentSubscriberCount()).isOne();
        rounds.stop();
        assertThat(endless.currentSubscriberCount()).isZero();
    }

    @Test
    void triesAgainAfterAFailureAndTellsEachKindOnce() {
        Rounds rounds = new Rounds(number -> switch (number) {
            case 1, 2 -> Mono.error(new IllegalStateException("away"));
            case 3 -> throw new IllegalArgumentException("odd");
            default -> Mono.empty();
        });
        rounds.start();
        time.advanceTimeBy(INTERVAL.multipliedBy(5));
        assertThat(rounds.begun).hasValue(5);
        assertThat(told())
                .containsExactly(
                        "Counting waits: java.lang.IllegalStateException: away",
                        "Counting waits: java.lang.IllegalArgumentException: odd",
                        "Counting goes on");
        rounds.stop();
    }
}

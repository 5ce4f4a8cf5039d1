package io.storyportal.qa.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bench")
class ArrivalsTest {

    private final Arrivals.Run run = Arrivals.Run.next();
    private final Arrivals arrivals = new Arrivals(run, 300);

    @Test
    void countsEachEventOfItsRunOnce() {
        arrivals.read(message(run, 299));
        arrivals.read(message(run, 299));
        arrivals.read(message(run, 0));
        assertThat(arrivals.missing()).isEqualTo(298);
    }

    @Test
    void passesOverWhatIsNotOfItsRun() {
        arrivals.read(message(Arrivals.Run.next(), 1));
        arrivals.read(new byte[0]);
        arrivals.read("{\"event_type\":\"agent.created\"}".getBytes(StandardCharsets.US_ASCII));
        assertThat(arrivals.missing()).isEqualTo(300);
    }

    @Test
    void aLatencyCountsFromWhenItWasDue() {
        var schedule = new Schedule(new long[] {0, 1_000_000_000_000L});
        var two = new Arrivals(run, 2);
        var begun = System.nanoTime();
        two.read(message(run, 0));
        two.read(message(run, 1));
        var latencies = two.latencies(schedule, begun);
        assertThat(latencies[0]).isPositive();
        assertThat(latencies[1])
                .isGreaterThanOrEqualTo(latencies[0] - 1_000_000_000_000L)
                .isNegative();
    }

    @Test
    void aScheduleKeepsItsRateAndItsOrder() {
        var schedule = Schedule.of(500, Duration.ofSeconds(20), 1);
        assertThat(schedule.size()).isEqualTo(10_000);
        assertThat(schedule.due()).isSorted();
        assertThat(schedule.due()[9_999] / 1e9).isBetween(18.0, 22.0);
        assertThat(Schedule.of(500, Duration.ofSeconds(20), 1).due()).isEqualTo(schedule.due());
    }

    private static byte[] message(Arrivals.Run run, int number) {
        return ("{\"event_id\":\"01900000-0000-7000-8000-000000000001\",\"aggregate_id\":\"" + run.aggregate(number)
                        + "\",\"version\":1}")
                .getBytes(StandardCharsets.US_ASCII);
    }
}

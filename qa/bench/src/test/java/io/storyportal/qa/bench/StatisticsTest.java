package io.storyportal.qa.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bench")
class StatisticsTest {

    @Test
    void aPercentileIsTheSmallestValueThatSoManyDoNotExceed() {
        var hundred = LongStream.rangeClosed(1, 100).map(n -> 101 - n).toArray();
        assertThat(Statistics.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Statistics.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Statistics.percentile(hundred, 100)).isEqualTo(100);
        assertThat(Statistics.percentile(new long[] {7}, 1)).isEqualTo(7);
        assertThat(Statistics.percentile(new long[] {3, 1, 2}, 99)).isEqualTo(3);
    }

    @Test
    void leavesTheValuesInTheirOrder() {
        var values = new long[] {3, 1, 2};
        Statistics.percentile(values, 50);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(Statistics.median(List.of(4, 1, 3, 2))).isEqualTo(2.5);
        assertThat(Statistics.median(List.of(9, 1, 3))).isEqualTo(3);
    }

    @Test
    void refusesToJudgeNothing() {
        assertThatThrownBy(() -> Statistics.median(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Statistics.percentile(new long[0], 50)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void latenciesAreInMicrosecondsAndAddUp() {
        var one = Latencies.ofNanos(new long[] {1000, 2000, 9000});
        assertThat(one).isEqualTo(new Latencies(2, 9));
        assertThat(one.then(new Latencies(1, 2))).isEqualTo(new Latencies(3, 11));
    }
}

package io.storyportal.apigateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What every kind of bucket keeps. */
interface BucketsContract {

    Buckets buckets();

    /** A holder that no other test draws from. */
    default Quota someone() {
        return new Quota(UUID.randomUUID().toString(), Tier.STANDARD);
    }

    /** Takes far more at once than the bucket can refill meanwhile. */
    static List<Take> drain(Buckets buckets, Quota quota) {
        return Flux.range(0, 5_000)
                .flatMap(i -> buckets.take(quota), 500)
                .collectList()
                .block(Duration.ofMinutes(1));
    }

    @Test
    default void allowsASecondsWorthAtOnceAndThenRefuses() {
        Quota quota = someone();

        List<Take> takes = drain(buckets(), quota);

        assertThat(takes).filteredOn(Take::allowed).hasSizeGreaterThanOrEqualTo(100);
        assertThat(takes).filteredOn(take -> !take.allowed()).isNotEmpty().allSatisfy(refused -> assertThat(
                        refused.pause())
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofMillis(11)));
    }

    @Test
    default void countsDown() {
        Quota quota = someone();

        assertThat(buckets().take(quota).block().remaining()).isEqualTo(99);
        assertThat(buckets().take(quota).block().remaining()).isBetween(98L, 99L);
    }

    @Test
    default void refills() {
        Quota quota = someone();
        drain(buckets(), quota);

        Awaitility.await().until(() -> buckets().take(quota).block().allowed());
    }

    @Test
    default void oneHolderDoesNotDrawOnAnother() {
        Quota greedy = someone();
        drain(buckets(), greedy);

        assertThat(buckets().take(someone()).block().allowed()).isTrue();
    }

    @Test
    default void takesNothingBeforeSubscription() {
        Quota quota = someone();
        for (int i = 0; i < 200; i++) {
            buckets().take(quota);
        }

        assertThat(buckets().take(quota).block().remaining()).isEqualTo(99);
    }
}

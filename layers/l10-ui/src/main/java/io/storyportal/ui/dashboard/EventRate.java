package io.storyportal.ui.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.ui.bridge.L01Bridge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Events per minute, exactly and without counting any: a tenant's positions are 1..n without gaps, so what happened
 * between two times is the difference of two positions. The position at a past minute never changes and is remembered.
 */
final class EventRate {

    private static final int MINUTES = 15;
    private static final int AT_ONCE = 4;
    /** Commits may carry a time slightly before others that came first; a boundary this old has settled. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private record Boundary(TenantId tenant, Instant at) {}

    private final L01Bridge l01;
    private final Clock clock;
    private final Cache<Boundary, Long> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(30))
            .build();

    EventRate(L01Bridge l01, Clock clock) {
        this.l01 = l01;
        this.clock = clock;
    }

    Mono<Throughput> until(TenantId tenant, long head) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            Instant running = now.truncatedTo(ChronoUnit.MINUTES);
            List<Instant> minutes = IntStream.range(0, MINUTES)
                    .mapToObj(index -> running.minus(Duration.ofMinutes(MINUTES - 1L - index)))
                    .toList();
            Mono<Long> lastMinute = before(tenant, now.minus(Duration.ofMinutes(1)), head);
            Mono<List<Long>> starts = Flux.fromIterable(minutes)
                    .flatMapSequential(minute -> before(tenant, minute, head), AT_ONCE)
                    .collectList();
            return Mono.zip(
                    lastMinute, starts, (then, counts) -> new Throughput(head - then, buckets(minutes, counts, head)));
        });
    }

    private static List<Throughput.Bucket> buckets(List<Instant> minutes, List<Long> before, long head) {
        List<Throughput.Bucket> buckets = new ArrayList<>();
        for (int index = 0; index < minutes.size(); index++) {
            long end = index + 1 < before.size() ? before.get(index + 1) : head;
            buckets.add(new Throughput.Bucket(minutes.get(index), Math.max(0, end - before.get(index))));
        }
        return buckets;
    }

    /** How many events the tenant had before {@code at}. */
    private Mono<Long> before(TenantId tenant, Instant at, long head) {
        Boundary boundary = new Boundary(tenant, at);
        Long remembered = known.getIfPresent(boundary);
        if (remembered != null) {
            return Mono.just(remembered);
        }
        return l01.firstSince(at)
                .map(first -> first - 1)
                .doOnNext(count -> {
                    if (at.truncatedTo(ChronoUnit.MINUTES).equals(at)
                            && at.plus(SETTLED).isBefore(clock.instant())) {
                        known.put(boundary, count);
                    }
                })
                .defaultIfEmpty(head);
    }
}

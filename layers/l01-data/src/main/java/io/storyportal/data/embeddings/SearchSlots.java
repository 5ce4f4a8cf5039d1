package io.storyportal.data.embeddings;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.data.DataProblem;
import io.storyportal.data.DataProperties.Meaning;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.Problem;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.InstrumentedPool.PoolMetrics;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/**
 * Bounds how many searches by meaning this instance has PostgreSQL do at a time, and how many of one tenant. The others wait in
 * the order they came, without a connection, and not for long; of too many that wait, the last are turned away at once.
 */
final class SearchSlots {

    private static final int WAITING_PER_SLOT = 16;
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Much longer than a search can take, so that none of the tenant's is under way when its bound is forgotten. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Duration patience;
    private final InstrumentedPool<Boolean> all;
    private final LoadingCache<TenantId, InstrumentedPool<Boolean>> tenants;

    SearchSlots(Meaning settings, MeterRegistry metrics) {
        this.patience = settings.patience();
        this.all = slots(settings.atOnce());
        this.tenants = Caffeine.newBuilder().expireAfterAccess(IDLE).build(tenant -> slots(settings.atOncePerTenant()));
        gauge("running", "Searches by meaning under way", PoolMetrics::acquiredSize, metrics);
        gauge("waiting", "Searches by meaning that wait for others", PoolMetrics::pendingAcquireSize, metrics);
    }

    private static InstrumentedPool<Boolean> slots(int count) {
        return PoolBuilder.from(Mono.just(true))
                .sizeBetween(0, count)
                .maxPendingAcquire(count * WAITING_PER_SLOT)
                .buildPool();
    }

    private void gauge(String what, String description, ToDoubleFunction<PoolMetrics> by, MeterRegistry metrics) {
        Gauge.builder("l01.searches." + what, all.metrics(), by)
                .description(description)
                .strongReference(true)
                .register(metrics);
    }

    /** The tenant's own bound comes first: what waits for that does not stand in anybody else's way. */
    <T> Mono<T> within(TenantId tenant, Mono<T> search) {
        Mono<T> amongAll = within(all, DataProblem.SEARCHES_BUSY, "Too many searches by meaning are under way", search);
        return Mono.defer(() -> within(
                tenants.get(tenant),
                DataProblem.TOO_MANY_SEARCHES,
                "Too many searches by meaning of this tenant are under way",
                amongAll));
    }

    private <T> Mono<T> within(InstrumentedPool<Boolean> slots, Problem refusal, String detail, Mono<T> search) {
        return Mono.usingWhen(
                slots.acquire(patience)
                        .onErrorMap(
                                failure -> failure instanceof PoolAcquireTimeoutException
                                        || failure instanceof PoolAcquirePendingLimitException,
                                full -> refusal.exception(detail).retryAfter(SOON)),
                slot -> search,
                PooledRef::release);
    }
}

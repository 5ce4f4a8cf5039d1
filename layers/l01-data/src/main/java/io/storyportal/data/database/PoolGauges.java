package io.storyportal.data.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import java.util.function.ToDoubleFunction;

/** What a pool is doing, by the names that Spring Boot gives to R2DBC pools. */
final class PoolGauges {

    private final MeterRegistry metrics;

    PoolGauges(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void watch(String name, ConnectionPool pool) {
        pool.getMetrics().ifPresent(of -> {
            gauge(name, "acquired", "Connections in use", of, PoolMetrics::acquiredSize);
            gauge(name, "idle", "Connections at rest", of, PoolMetrics::idleSize);
            gauge(name, "pending", "Requests waiting for a connection", of, PoolMetrics::pendingAcquireSize);
            gauge(name, "max.allocated", "Connections at most", of, PoolMetrics::getMaxAllocatedSize);
        });
    }

    private void gauge(String pool, String what, String description, PoolMetrics of, ToDoubleFunction<PoolMetrics> by) {
        Gauge.builder("r2dbc.pool." + what, of, by)
                .tag("name", pool)
                .description(description)
                .strongReference(true)
                .register(metrics);
    }
}

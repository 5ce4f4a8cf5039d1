package io.storyportal.client.l01;

import io.storyportal.client.l01.api.MetricControllerApi;
import io.storyportal.client.l01.model.MetricBatch;
import io.storyportal.client.l01.model.MetricBucket;
import io.storyportal.client.l01.model.MetricPoint;
import io.storyportal.client.l01.model.PageString;
import io.storyportal.kit.web.bridge.Bridges;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A tenant's own measurements in L01: points in, time buckets out. */
public final class L01Metrics {

    private final MetricControllerApi metrics;

    public L01Metrics(Bridges bridges) {
        this.metrics = bridges.client("l01", MetricControllerApi.class);
    }

    /** All points or none, and how many they were; a retry with the same key counts nothing twice. */
    public Mono<Integer> record(List<MetricPoint> points, @Nullable String idempotencyKey) {
        return Answers.body(metrics.recordMetrics(Mono.just(new MetricBatch(points)), idempotencyKey))
                .mapNotNull(recorded -> recorded.getRecorded());
    }

    /** {@code bucket} is a length such as {@code 1m}; {@code aggregate} one of avg, sum, min, max, count, last. */
    public Mono<List<MetricBucket>> query(
            String name, Instant from, Instant to, String bucket, String aggregate, @Nullable String groupBy) {
        return Answers.body(metrics.queryMetrics(name, from, to, bucket, null, aggregate, groupBy))
                .map(buckets -> buckets.getItems());
    }

    public Mono<PageString> names(@Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(metrics.listMetricNames(limit, cursor));
    }
}

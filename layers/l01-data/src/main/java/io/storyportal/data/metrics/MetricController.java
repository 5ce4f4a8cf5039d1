package io.storyportal.data.metrics;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Limit;
import io.storyportal.kit.web.page.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for metrics; labels to look for are a JSON object, as they were recorded. */
@RestController
@RequestMapping("/api/metrics")
final class MetricController {

    private final Metrics metrics;
    private final LabelFilter labelFilter;
    private final Clock clock;

    MetricController(Metrics metrics, LabelFilter labelFilter, Clock clock) {
        this.metrics = metrics;
        this.labelFilter = labelFilter;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<RecordedMetrics> recordMetrics(
            @Valid @RequestBody MetricBatch body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return metrics.record(body, idempotencyKey, caller);
    }

    @GetMapping
    Mono<MetricBuckets> queryMetrics(
            @RequestParam @Pattern(regexp = MetricPoint.NAME) String name,
            @RequestParam Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "1m") @Pattern(regexp = BucketLength.WORDS) String bucket,
            @RequestParam(required = false) @Nullable @Size(max = 5000) String labels,
            @RequestParam(defaultValue = "avg") @Pattern(regexp = Aggregate.WORDS) String aggregate,
            @RequestParam(name = "group_by", required = false) @Nullable @Pattern(regexp = MetricPoint.LABEL)
                    String groupBy,
            Caller caller) {
        return Mono.defer(() -> metrics.query(
                new MetricQuery(
                        name,
                        from,
                        Objects.requireNonNullElseGet(to, clock::instant),
                        BucketLength.parse(bucket),
                        labels == null ? null : labelFilter.checked(labels),
                        Aggregate.parse(aggregate),
                        groupBy),
                caller));
    }

    @GetMapping("/names")
    Mono<Page<String>> listMetricNames(
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 400) String cursor,
            Caller caller) {
        return Mono.defer(() -> metrics.names(Limit.of(limit), cursor, caller));
    }
}

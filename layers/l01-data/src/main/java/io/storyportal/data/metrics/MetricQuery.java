package io.storyportal.data.metrics;

import io.storyportal.data.DataProblem;
import io.storyportal.kit.web.problem.CommonProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which points to add up, and how.
 *
 * @param labels JSON of the labels that points must have; they may have more
 * @param groupBy the label whose values are kept apart
 */
record MetricQuery(
        String name,
        Instant from,
        Instant to,
        BucketLength bucket,
        @Nullable String labels,
        Aggregate aggregate,
        @Nullable String groupBy) {

    static final int MOST_BUCKETS = 10_000;

    MetricQuery {
        if (!from.isBefore(to)) {
            throw CommonProblem.INVALID.exception("'from' must be before 'to', which is " + to);
        }
        if (Duration.between(from, to).dividedBy(bucket.length()) > MOST_BUCKETS) {
            throw tooMany();
        }
    }

    /** One statement and its values; it reads one bucket too many, to tell of too many groups. */
    record Statement(String sql, List<Object> values) {}

    Statement statement(UUID tenant) {
        List<Object> values =
                new ArrayList<>(List.of(tenant, name, from, to, bucket.length().toSeconds(), MOST_BUCKETS + 1));
        String start = "date_bin($5 * interval '1 second', at, timestamptz 'epoch')";
        String where = "from metric_points where tenant_id = $1 and name = $2 and at >= $3 and at < $4";
        if (labels != null) {
            values.add(labels);
            where += " and labels @> $" + values.size() + "::jsonb";
        }
        String label = "null::text";
        if (groupBy != null) {
            values.add(groupBy);
            label = "labels ->> $" + values.size();
        }
        return new Statement(aggregate.select(start, label, where) + " limit $6", values);
    }

    MetricBuckets checked(List<MetricBucket> buckets) {
        if (buckets.size() > MOST_BUCKETS) {
            throw tooMany();
        }
        return new MetricBuckets(buckets);
    }

    private static RuntimeException tooMany() {
        return DataProblem.TOO_MANY_BUCKETS.exception("An answer has " + MOST_BUCKETS + " buckets at most");
    }
}

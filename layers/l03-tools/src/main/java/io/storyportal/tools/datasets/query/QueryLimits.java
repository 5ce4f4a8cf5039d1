package io.storyportal.tools.datasets.query;

import java.time.Duration;

/**
 * What one query may use.
 *
 * @param time for the query itself, loading not counted
 * @param cacheBytes page cache of the temporary database
 * @param valueBytes largest single value a query may build
 */
public record QueryLimits(Duration time, int cacheBytes, int valueBytes) {
    public static QueryLimits standard() {
        return new QueryLimits(Duration.ofSeconds(20), 8 << 20, 1 << 20);
    }
}

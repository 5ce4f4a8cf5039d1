package io.storyportal.ui.dashboard;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many of a kind there are, by status.
 *
 * @param total how many were counted: the newest {@value #COUNTED}, or fewer when L01 ended the page early because they
 *     are heavy
 * @param capped true when there are more than that
 */
record Counts(int total, boolean capped, Map<String, Integer> byStatus) {

    static final int COUNTED = 500;

    static Counts of(List<String> statuses, @Nullable String nextCursor) {
        Map<String, Integer> byStatus = statuses.stream()
                .collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.summingInt(status -> 1)));
        return new Counts(statuses.size(), nextCursor != null, byStatus);
    }
}

package io.storyportal.tools.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Entries per time bucket. It starts at one second and doubles up through the usual widths whenever there are too many
 * buckets, so any span fits; a width that was asked for is kept as long as it fits.
 */
final class Timeline {
    private static final int MOST_WHILE_READING = 20_000;
    private static final int MOST_SHOWN = 500;
    private static final long[] WIDTHS = {1, 10, 60, 300, 900, 3_600, 21_600, 86_400, 604_800, 2_592_000, 31_536_000};
    private static final double BURST_FACTOR = 5;
    private static final int BURST_LEAST = 10;
    private static final double GAP_FACTOR = 10;
    private static final long SHORTEST_GAP = 60;

    private final TreeMap<Long, EnumMap<Level, Long>> buckets = new TreeMap<>();
    private long width;
    private long undated;

    Timeline(@Nullable Duration wanted) {
        width = wanted == null ? 1 : Math.max(1, wanted.toSeconds());
    }

    void add(LogEntry entry) {
        Instant time = entry.time();
        if (time == null) {
            undated++;
            return;
        }
        Level level = entry.level() == null ? Level.INFO : entry.level();
        buckets.computeIfAbsent(Math.floorDiv(time.getEpochSecond(), width), k -> new EnumMap<>(Level.class))
                .merge(level, 1L, Long::sum);
        if (buckets.size() > MOST_WHILE_READING) {
            widen();
        }
    }

    private void widen() {
        long next = width * 2;
        for (long each : WIDTHS) {
            if (each > width) {
                next = each;
                break;
            }
        }
        Map<Long, EnumMap<Level, Long>> old = new TreeMap<>(buckets);
        long before = width;
        width = next;
        buckets.clear();
        old.forEach((bucket, levels) -> {
            EnumMap<Level, Long> into =
                    buckets.computeIfAbsent(Math.floorDiv(bucket * before, width), k -> new EnumMap<>(Level.class));
            levels.forEach((level, count) -> into.merge(level, count, Long::sum));
        });
    }

    /** Times without any entry that are long compared with the usual distance between entries. */
    List<LogReport.Gap> gaps(long entries) {
        if (buckets.size() < 3) {
            return List.of();
        }
        double span = (buckets.lastKey() - buckets.firstKey() + 1) * (double) width;
        double usual = span / Math.max(1, entries - undated);
        double least = Math.max(SHORTEST_GAP, Math.max(GAP_FACTOR * usual, 2.0 * width));
        List<LogReport.Gap> gaps = new ArrayList<>();
        Long previous = null;
        for (Long bucket : buckets.keySet()) {
            if (previous != null && (bucket - previous - 1) * width >= least) {
                gaps.add(new LogReport.Gap(at(previous + 1), at(bucket), (bucket - previous - 1) * width));
            }
            previous = bucket;
        }
        return gaps.stream()
                .sorted(java.util.Comparator.comparingLong(LogReport.Gap::seconds)
                        .reversed())
                .limit(10)
                .sorted(java.util.Comparator.comparing(LogReport.Gap::from))
                .toList();
    }

    /** Narrows to at most 500 buckets; afterwards buckets and bursts can be read. */
    void fit() {
        while (!buckets.isEmpty() && buckets.lastKey() - buckets.firstKey() + 1 > MOST_SHOWN) {
            widen();
        }
    }

    List<LogReport.Bucket> buckets() {
        List<LogReport.Bucket> shown = new ArrayList<>();
        if (buckets.isEmpty()) {
            return shown;
        }
        for (long bucket = buckets.firstKey(); bucket <= buckets.lastKey(); bucket++) {
            EnumMap<Level, Long> levels = buckets.getOrDefault(bucket, new EnumMap<>(Level.class));
            long total = levels.values().stream().mapToLong(Long::longValue).sum();
            shown.add(new LogReport.Bucket(at(bucket), total, Map.copyOf(levels)));
        }
        return shown;
    }

    /** Buckets with far more failures, or entries, than usual; neighbouring ones are one burst. */
    List<LogReport.Burst> bursts() {
        List<LogReport.Burst> bursts = new ArrayList<>();
        bursts.addAll(bursts("ERROR", true));
        if (bursts.isEmpty()) {
            bursts.addAll(bursts("ALL", false));
        }
        return bursts.stream().limit(10).toList();
    }

    private List<LogReport.Burst> bursts(String name, boolean failures) {
        List<LogReport.Burst> found = new ArrayList<>();
        if (buckets.size() < 2) {
            return found;
        }
        long span = buckets.lastKey() - buckets.firstKey() + 1;
        long total =
                buckets.values().stream().mapToLong(l -> count(l, failures)).sum();
        double usual = (double) total / span;
        double limit = Math.max(BURST_LEAST, usual * BURST_FACTOR);
        for (var each : buckets.entrySet()) {
            long count = count(each.getValue(), failures);
            if (count < limit) {
                continue;
            }
            LogReport.Burst last = found.isEmpty() ? null : found.getLast();
            Instant from = at(each.getKey());
            if (last != null && last.to().equals(from)) {
                found.removeLast();
                found.add(new LogReport.Burst(last.from(), at(each.getKey() + 1), name, last.count() + count, usual));
            } else {
                found.add(new LogReport.Burst(from, at(each.getKey() + 1), name, count, usual));
            }
        }
        return found;
    }

    private static long count(EnumMap<Level, Long> levels, boolean failures) {
        return levels.entrySet().stream()
                .filter(e -> !failures || e.getKey().isFailure())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private Instant at(long bucket) {
        return Instant.ofEpochSecond(bucket * width);
    }

    long undated() {
        return undated;
    }

    String widthName() {
        if (width % 86_400 == 0) {
            return width / 86_400 + "d";
        }
        return width % 3_600 == 0 ? width / 3_600 + "h" : width % 60 == 0 ? width / 60 + "m" : width + "s";
    }
}

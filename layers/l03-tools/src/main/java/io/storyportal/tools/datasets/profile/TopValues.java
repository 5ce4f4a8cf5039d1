package io.storyportal.tools.datasets.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The most frequent values; of equally frequent ones those offered first. */
final class TopValues {
    static final int MOST = 10;

    record Entry(Object value, long count) {}

    private final List<Entry> entries = new ArrayList<>(MOST + 1);

    void offer(Object value, long count) {
        if (entries.size() == MOST && entries.getLast().count() >= count) {
            return;
        }
        int at = entries.size();
        while (at > 0 && entries.get(at - 1).count() < count) {
            at--;
        }
        entries.add(at, new Entry(value, count));
        if (entries.size() > MOST) {
            entries.removeLast();
        }
    }

    boolean full() {
        return entries.size() == MOST;
    }

    /** The count a value needs to be among these; 1 while there is room. */
    long cutoff() {
        return full() ? entries.getLast().count() : 1;
    }

    List<DatasetProfile.TopValue> shares(long present, int most) {
        return entries.stream()
                .sorted(Comparator.comparingLong(Entry::count).reversed())
                .limit(most)
                .map(e -> new DatasetProfile.TopValue(e.value(), e.count(), Rounding.share(e.count(), present)))
                .toList();
    }
}

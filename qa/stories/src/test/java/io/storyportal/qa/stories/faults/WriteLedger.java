package io.storyportal.qa.stories.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the writers wrote down: of each write what was wanted, and what they were told became of it. */
final class WriteLedger {

    /** What a writer knows in the end. */
    enum Fate {
        /** It was answered 2xx. */
        ACKED,
        /** No answer, or one that says the outcome is not known. */
        UNKNOWN,
        /** It was told that nothing happened. */
        REFUSED
    }

    /** An event that was asked for; {@code mark} is in its payload and in no other's. */
    record Wanted(String mark, UUID aggregate, @Nullable Long expectedVersion) {}

    /** An event as an answer, the log or a stream tells it. */
    record Seen(UUID id, String mark, UUID aggregate, long version, long position) {
        static Seen of(JsonNode event) {
            return new Seen(
                    UUID.fromString(event.path("event_id").asString()),
                    event.path("payload").path("mark").asString(),
                    UUID.fromString(event.path("aggregate_id").asString()),
                    event.path("version").asLong(),
                    event.path("position").asLong());
        }
    }

    /** One write: {@code answer} holds its events when it was acked. */
    record Entry(List<Wanted> wanted, Fate fate, List<Seen> answer, int attempts) {}

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicLong acked = new AtomicLong();

    void note(Entry entry) {
        entries.add(entry);
        if (entry.fate() == Fate.ACKED) {
            acked.incrementAndGet();
        }
    }

    /** An answer that no fault excuses. */
    void surprise(String what) {
        surprises.add(what);
    }

    List<String> surprises() {
        return List.copyOf(surprises);
    }

    long acked() {
        return acked.get();
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Everything in which the log differs from what the writers were told; empty when all is well. */
    List<String> differences(List<Seen> log) {
        var found = new ArrayList<String>();
        var byMark = new HashMap<String, Seen>();
        for (var event : log) {
            if (byMark.put(event.mark(), event) != null) {
                found.add("stored twice: " + event);
            }
        }
        for (var entry : entries) {
            var stored = entry.wanted().stream()
                    .filter(wanted -> byMark.containsKey(wanted.mark()))
                    .toList();
            if (!stored.isEmpty() && stored.size() < entry.wanted().size()) {
                found.add("stored in part: " + entry);
            }
            switch (entry.fate()) {
                case ACKED ->
                    entry.answer().stream()
                            .filter(event -> !event.equals(byMark.get(event.mark())))
                            .forEach(event -> found.add("acked but not stored so: " + event));
                case REFUSED -> stored.forEach(wanted -> found.add("refused but stored: " + wanted));
                case UNKNOWN -> {}
            }
            stored.stream()
                    .filter(wanted -> wanted.expectedVersion() != null
                            && byMark.get(wanted.mark()).version() != wanted.expectedVersion() + 1)
                    .forEach(wanted -> found.add("not at the version expected: " + wanted));
        }
        return found;
    }

    /** Writes by fate, those that took several attempts, and those of unknown outcome that were recorded all the same. */
    String counts(List<Seen> log) {
        var marks = new HashMap<String, Boolean>();
        log.forEach(event -> marks.put(event.mark(), true));
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        entries.forEach(entry -> fates.merge(entry.fate(), 1L, Long::sum));
        var repeated = entries.stream()
                .filter(entry -> entry.fate() == Fate.ACKED && entry.attempts() > 1)
                .count();
        var recorded = entries.stream()
                .filter(entry -> entry.fate() == Fate.UNKNOWN)
                .filter(entry -> marks.containsKey(entry.wanted().getFirst().mark()))
                .count();
        return "writes %s (%d acked after repeats, %d of the unknown were recorded), events %d"
                .formatted(fates, repeated, recorded, log.size());
    }
}

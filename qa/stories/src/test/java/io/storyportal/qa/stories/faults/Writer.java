package io.storyportal.qa.stories.faults;

import io.storyportal.kit.web.ids.Ids;
import io.storyportal.qa.stories.faults.DataClient.Answer;
import io.storyportal.qa.stories.faults.WriteLedger.Entry;
import io.storyportal.qa.stories.faults.WriteLedger.Fate;
import io.storyportal.qa.stories.faults.WriteLedger.Seen;
import io.storyportal.qa.stories.faults.WriteLedger.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client that appends one write after the other: single events and batches, some on aggregates that others write too
 * and then with the version it believes they have, some with a key, which it repeats until it knows the outcome.
 */
final class Writer implements Runnable {

    private static final int LARGEST_BATCH = 20;
    private static final int PAUSE_MILLIS = 5;
    private static final int PAUSE_AFTER_FAILURE_MILLIS = 100;
    private static final Duration LONGEST_REPEATING = Duration.ofMinutes(3);

    private final String name;
    private final DataClient client;
    private final List<UUID> shared;
    private final WriteLedger ledger;
    private final Random random;
    private final CountDownLatch end;
    private final Map<UUID, Long> versions = new HashMap<>();
    private int number;

    /** @param shared aggregates that other writers write too; {@code end} is open when it is enough */
    Writer(String name, DataClient client, List<UUID> shared, WriteLedger ledger, long seed, CountDownLatch end) {
        this.name = name;
        this.client = client;
        this.shared = shared;
        this.ledger = ledger;
        this.random = new Random(seed);
        this.end = end;
    }

    @Override
    public void run() {
        while (!pause(PAUSE_MILLIS)) {
            number++;
            var wanted = random.nextInt(4) == 0 ? batch() : List.of(single());
            ledger.note(write(wanted, random.nextBoolean() ? name + "-" + number : null));
        }
    }

    private Wanted single() {
        var mark = name + "-" + number;
        if (random.nextBoolean()) {
            return new Wanted(mark, Ids.uuid7(), 0L);
        }
        var aggregate = shared.get(random.nextInt(shared.size()));
        return new Wanted(mark, aggregate, random.nextInt(3) == 0 ? null : versions.getOrDefault(aggregate, 0L));
    }

    private List<Wanted> batch() {
        return IntStream.range(0, 1 + random.nextInt(LARGEST_BATCH))
                .mapToObj(
                        i -> new Wanted(name + "-" + number + "-" + i, shared.get(random.nextInt(shared.size())), null))
                .toList();
    }

    /** With a key it goes on until the outcome is known: that is what the key is for. */
    private Entry write(List<Wanted> wanted, @Nullable String key) {
        var json = json(wanted);
        var path = wanted.size() == 1 ? "/api/events" : "/api/events/batch";
        var giveUp = Instant.now().plus(LONGEST_REPEATING);
        var unknown = false;
        for (var attempts = 1; ; attempts++) {
            var answer = client.post(path, json, key);
            var fate = fate(answer);
            unknown |= fate == Fate.UNKNOWN;
            if (fate == Fate.ACKED) {
                return new Entry(wanted, Fate.ACKED, learn(answer), attempts);
            }
            if (answer.code().equals("E1009")) {
                versions.put(
                        wanted.getFirst().aggregate(),
                        answer.body().path("version").asLong());
                return new Entry(wanted, Fate.REFUSED, List.of(), attempts);
            }
            pause(PAUSE_AFTER_FAILURE_MILLIS);
            if (key == null || Instant.now().isAfter(giveUp)) {
                return new Entry(wanted, unknown ? Fate.UNKNOWN : Fate.REFUSED, List.of(), attempts);
            }
        }
    }

    private Fate fate(Answer answer) {
        return switch (answer.status()) {
            case 201 -> Fate.ACKED;
            case DataClient.LOST -> Fate.UNKNOWN;
            case DataClient.NOT_SENT -> Fate.REFUSED;
            case 503 ->
                answer.body().path("detail").asString("").contains("is not known") ? Fate.UNKNOWN : Fate.REFUSED;
            case 409 -> Fate.REFUSED;
            default -> {
                ledger.surprise(answer.toString());
                yield Fate.UNKNOWN;
            }
        };
    }

    private List<Seen> learn(Answer answer) {
        var items = answer.body().path("items");
        var events = new ArrayList<Seen>();
        if (items.isArray()) {
            StreamSupport.stream(items.spliterator(), false).map(Seen::of).forEach(events::add);
        } else {
            events.add(Seen.of(answer.body()));
        }
        events.forEach(event -> versions.put(event.aggregate(), event.version()));
        return events;
    }

    private static String json(List<Wanted> wanted) {
        var events = wanted.stream().map(Writer::json).collect(Collectors.joining(","));
        return wanted.size() == 1 ? events : "{\"events\":[" + events + "]}";
    }

    private static String json(Wanted wanted) {
        var version = wanted.expectedVersion() == null ? "" : ",\"expected_version\":" + wanted.expectedVersion();
        return "{\"event_type\":\"custom.noted\",\"aggregate_id\":\"%s\",\"payload\":{\"mark\":\"%s\"}%s}"
                .formatted(wanted.aggregate(), wanted.mark(), version);
    }

    /** True when it is enough. */
    private boolean pause(int millis) {
        try {
            return end.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

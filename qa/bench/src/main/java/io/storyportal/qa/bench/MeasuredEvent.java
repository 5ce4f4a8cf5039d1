package io.storyportal.qa.bench;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The events that are appended for measuring, as JSON: small facts of an aggregate each. */
final class MeasuredEvent {

    private static final String BODY =
            "{\"order\":%d,\"sku\":\"SKU-%d\",\"price\":12.5,\"note\":\"a fact of somebody else\"}";

    private MeasuredEvent() {}

    static String one() {
        var random = ThreadLocalRandom.current();
        return of(new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 2L << 62));
    }

    static String of(UUID aggregate) {
        var random = ThreadLocalRandom.current();
        return "{\"event_type\":\"custom.measured\",\"aggregate_id\":\"%s\",\"payload\":%s}"
                .formatted(aggregate, BODY.formatted(random.nextInt(1_000_000), random.nextInt(1000)));
    }

    static String batch(int events) {
        return IntStream.range(0, events).mapToObj(n -> one()).collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }
}

package io.storyportal.data.events;

import io.storyportal.data.journal.EventEnvelope;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events of some partitions, in the feed's order.
 *
 * @param touched the partitions they are of
 * @param end how far was looked; null when there was nothing, of any partition
 * @param rest what is there beyond it
 */
public record PartitionPage(
        List<EventEnvelope> events,
        Set<Integer> touched,
        @Nullable FeedCursor end,
        Rest rest) {

    /** More to read at once, something that an older transaction still holds back, or nothing. */
    public enum Rest {
        MORE,
        HELD_BACK,
        NOTHING
    }
}

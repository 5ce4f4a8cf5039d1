package io.storyportal.ui.live;

import io.storyportal.client.l01.model.EventEnvelope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps frames small. A task's output or a tool's result can be megabytes, and a stream that many browsers hold must
 * not carry them: above the limit a payload keeps its short values, which say what happened, and the page fetches the
 * whole event when somebody opens it.
 */
final class LightPayload {

    /** Characters; a frame stays well below the 64 KiB that proxies of WebSockets pass by default. */
    static final int LIMIT = 16 * 1024;

    private static final int SHORT = 500;
    private static final int MOST_VALUES = 16;
    private static final int SCALAR = 8;

    private LightPayload() {}

    /** The event itself when it is light enough, else a light one in its place. */
    static Frame.Event of(EventEnvelope event) {
        if (size(event.getPayload(), 0) <= LIMIT) {
            return new Frame.Event(event, null);
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        event.getPayload().forEach((name, value) -> {
            if (kept.size() < MOST_VALUES && isShort(value)) {
                kept.put(name, value);
            }
        });
        EventEnvelope light = new EventEnvelope()
                .eventId(event.getEventId())
                .eventType(event.getEventType())
                .aggregateType(event.getAggregateType())
                .aggregateId(event.getAggregateId())
                .version(event.getVersion())
                .position(event.getPosition())
                .metadata(event.getMetadata())
                .createdAt(event.getCreatedAt())
                .payload(kept);
        return new Frame.Event(light, true);
    }

    private static boolean isShort(@Nullable Object value) {
        return switch (value) {
            case String text -> text.length() <= SHORT;
            case Number number -> true;
            case Boolean flag -> true;
            case null, default -> false;
        };
    }

    /** About how long it is as JSON; stops counting above the limit. */
    private static int size(@Nullable Object value, int before) {
        int size = before;
        switch (value) {
            case String text -> size += text.length();
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    size = size > LIMIT
                            ? size
                            : size(
                                    entry.getValue(),
                                    size + String.valueOf(entry.getKey()).length());
                }
            }
            case Collection<?> values -> {
                for (Object each : values) {
                    size = size > LIMIT ? size : size(each, size);
                }
            }
            case null, default -> size += SCALAR;
        }
        return size;
    }
}

package io.storyportal.data.resources;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;

/** What a fold needs of an event; {@code payload} is JSON. */
public record ResourceEvent(String type, long version, Instant at, String payload) {

    /** Reads the columns event_type, version, created_at and payload, the last one as text. */
    public static ResourceEvent of(Readable row) {
        return new ResourceEvent(
                required(row, "event_type", String.class),
                required(row, "version", Long.class),
                required(row, "created_at", Instant.class),
                required(row, "payload", String.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}

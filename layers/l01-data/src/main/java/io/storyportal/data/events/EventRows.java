package io.storyportal.data.events;

import io.r2dbc.spi.Readable;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.data.journal.EventMetadata;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Reads events out of rows. */
public final class EventRows {

    /** The columns that {@link #event} reads. */
    public static final String COLUMNS =
            "tenant_id, position, event_id, event_type, aggregate_type, aggregate_id, version,"
                    + " payload::text as payload, actor, traceparent, causation_id, schema_version, created_at, archive";

    private final JsonMapper json;

    public EventRows(JsonMapper json) {
        this.json = json;
    }

    /** Without its payload. */
    public EventEnvelope header(Readable row) {
        return new EventEnvelope(
                required(row, "event_id", UUID.class),
                required(row, "event_type", String.class),
                required(row, "aggregate_type", String.class),
                required(row, "aggregate_id", UUID.class),
                required(row, "version", Long.class),
                required(row, "position", Long.class),
                Map.of(),
                new EventMetadata(
                        required(row, "tenant_id", UUID.class),
                        required(row, "actor", String.class),
                        row.get("traceparent", String.class),
                        row.get("causation_id", UUID.class),
                        required(row, "schema_version", Integer.class)),
                required(row, "created_at", Instant.class),
                row.get("archive", UUID.class));
    }

    /** Of a row that begins with {@link #COLUMNS}: by number, since names are looked up for each column of each row. */
    public EventEnvelope event(Readable row) {
        return new EventEnvelope(
                at(row, 2, UUID.class),
                at(row, 3, String.class),
                at(row, 4, String.class),
                at(row, 5, UUID.class),
                at(row, 6, Long.class),
                at(row, 1, Long.class),
                new StoredPayload(at(row, 7, String.class), json),
                new EventMetadata(
                        at(row, 0, UUID.class),
                        at(row, 8, String.class),
                        row.get(9, String.class),
                        row.get(10, UUID.class),
                        at(row, 11, Integer.class)),
                at(row, 12, Instant.class),
                row.get(13, UUID.class));
    }

    private static <T> T at(Readable row, int column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}

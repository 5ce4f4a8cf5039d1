package io.storyportal.data.plans;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a plan has come to while its events are read in their order. */
final class PlanFold {

    /** The fields of events that versions tell. */
    static final List<String> FIELDS = List.of("steps", "status", "current_step");

    private final JsonMapper json;
    private final Map<String, String> told = new HashMap<>();
    private Object steps = List.of();

    PlanFold(JsonMapper json) {
        this.json = json;
    }

    /** A field's value from here on, as JSON; null leaves it as it is. */
    void set(String field, @Nullable String value) {
        if (value != null) {
            told.put(field, value);
            if (field.equals("steps")) {
                steps = json.readValue(value, Object.class);
            }
        }
    }

    /** Takes the next event, and weighs the version that it makes: each tells the steps anew. */
    long take(Readable event) {
        FIELDS.forEach(field -> set(field, event.get(field, String.class)));
        return told.getOrDefault("steps", "").length();
    }

    PlanVersion version(Readable event) {
        return new PlanVersion(
                required(event, "version", Long.class),
                required(event, "event_type", String.class),
                json.readValue(told.getOrDefault("status", "\"draft\""), PlanStatus.class),
                json.readValue(told.getOrDefault("current_step", "0"), Integer.class),
                steps,
                required(event, "actor", String.class),
                required(event, "created_at", Instant.class));
    }

    private static <T> T required(Readable event, String column, Class<T> type) {
        return Objects.requireNonNull(event.get(column, type), column);
    }
}

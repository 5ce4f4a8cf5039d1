package io.storyportal.data.events;

import io.storyportal.data.schemas.EventPattern;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which events of a tenant are wanted; what is null is no condition. Positions and times: after and before exclude. */
record EventQuery(
        @Nullable String aggregateType,
        @Nullable UUID aggregateId,
        EventPattern types,
        @Nullable Long after,
        @Nullable Long before,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean descending) {

    static EventQuery after(long position) {
        return new EventQuery(null, null, EventPattern.ALL, position, null, null, null, false);
    }

    /** Appends {@code and …} for each condition, and its value to the values. */
    void appendTo(StringBuilder sql, List<Object> values) {
        add(sql, values, "aggregate_type = ", aggregateType);
        add(sql, values, "aggregate_id = ", aggregateId);
        add(sql, values, "position > ", after);
        add(sql, values, "position < ", before);
        add(sql, values, "created_at >= ", from);
        add(sql, values, "created_at < ", to);
        if (!types.isAll()) {
            values.add(types.likes());
            sql.append(" and event_type like any($").append(values.size()).append(")");
        }
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            values.add(value);
            sql.append(" and ").append(condition).append('$').append(values.size());
        }
    }
}

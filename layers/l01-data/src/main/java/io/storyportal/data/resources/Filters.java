package io.storyportal.data.resources;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rows of a list must match; a filter without a value is none. Columns are named by code, never by a client. */
public final class Filters {

    /** One condition; {@code sql} has a {@code ?} where its parameter belongs, if it has one. */
    private record Condition(String sql, @Nullable Object value) {}

    private final List<Condition> conditions = new ArrayList<>();

    public Filters equal(String column, @Nullable Object value) {
        return with(RowProjection.quoted(column) + " = ?", value);
    }

    /** Any of the comma-separated values. */
    public Filters anyOf(String column, @Nullable String values) {
        return with(
                RowProjection.quoted(column) + " = any(?)",
                values == null ? null : values.trim().split("\\s*,\\s*"));
    }

    /** The column is an array that holds the value. */
    public Filters contains(String column, @Nullable String value) {
        return with(RowProjection.quoted(column) + " @> ?", value == null ? null : new String[] {value});
    }

    /** A condition in words of SQL, with a single {@code ?} for the value. */
    public Filters with(String sql, @Nullable Object value) {
        if (value != null) {
            conditions.add(new Condition(sql, value));
        }
        return this;
    }

    /** A condition without a value, such as an index has; planners recognise one only in so many words. */
    public Filters where(String sql) {
        conditions.add(new Condition(sql, null));
        return this;
    }

    /** Appends {@code and …} for each condition, and its value to the values. */
    public void appendTo(StringBuilder sql, List<Object> values) {
        for (Condition condition : conditions) {
            Object value = condition.value();
            if (value != null) {
                values.add(value);
            }
            sql.append(" and ")
                    .append(value == null ? condition.sql() : condition.sql().replace("?", "$" + values.size()));
        }
    }
}

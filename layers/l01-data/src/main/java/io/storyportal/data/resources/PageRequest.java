package io.storyportal.data.resources;

import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Limit;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which part of a list is wanted. Ids are UUIDv7, so their order is the order of creation; newest first by default. */
public record PageRequest(int limit, @Nullable UUID after, boolean ascending) {

    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor, @Nullable String order) {
        return new PageRequest(Limit.of(limit), cursor == null ? null : idIn(cursor), "asc".equals(order));
    }

    /** Appends to {@code … where …} which rows come, one more than the page holds, and the values for it. */
    public void appendTo(StringBuilder sql, List<Object> values) {
        if (after != null) {
            values.add(after);
            sql.append(ascending ? " and id > $" : " and id < $").append(values.size());
        }
        values.add(limit + 1);
        sql.append(" order by id")
                .append(ascending ? "" : " desc")
                .append(" limit $")
                .append(values.size());
    }

    private static UUID idIn(String cursor) {
        try {
            return UUID.fromString(Cursor.parse(cursor, 1).keys().getFirst());
        } catch (IllegalArgumentException notAnId) {
            throw CommonProblem.INVALID.exception("'cursor' is not one that this list gave out");
        }
    }
}

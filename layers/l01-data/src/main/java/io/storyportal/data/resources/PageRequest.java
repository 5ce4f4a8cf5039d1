package io.storyportal.data.resources;

import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Limit;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which part of a list is wanted. Ids are UUIDv7, so their order is the order of creation; newest first by default. */
public record PageRequest(int limit, @Nullable UUID after, boolean ascending) {

    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor, @Nullable String order) {
        return new PageRequest(Limit.of(limit), cursor == null ? null : idIn(cursor), "asc".equals(order));
    }

    private static UUID idIn(String cursor) {
        try {
            return UUID.fromString(Cursor.parse(cursor, 1).keys().getFirst());
        } catch (IllegalArgumentException notAnId) {
            throw CommonProblem.INVALID.exception("'cursor' is not one that this list gave out");
        }
    }
}

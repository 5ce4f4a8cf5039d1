package io.storyportal.data.events;

import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.problem.CommonProblem;
import org.jspecify.annotations.Nullable;

/** Positions and versions as list cursors. */
public final class Positions {

    private Positions() {}

    public static @Nullable Long in(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return Long.valueOf(Cursor.parse(cursor, 1).keys().getFirst());
        } catch (NumberFormatException notOne) {
            throw CommonProblem.INVALID.exception("'cursor' is not one that this list gave out");
        }
    }
}

package io.storyportal.kit.web.page;

import io.storyportal.kit.web.problem.CommonProblem;
import org.jspecify.annotations.Nullable;

/** The size of a page: 100 when not asked for, 500 at most. */
public final class Limit {

    public static final int DEFAULT = 100;
    public static final int MAX = 500;

    private Limit() {}

    /** The limit asked for; outside 1-500 is a 422 problem. */
    public static int of(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT;
        }
        if (asked < 1 || asked > MAX) {
            throw CommonProblem.INVALID.exception("'limit' must be between 1 and " + MAX + ", not " + asked);
        }
        return asked;
    }
}

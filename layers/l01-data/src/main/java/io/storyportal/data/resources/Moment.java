package io.storyportal.data.resources;

import io.storyportal.kit.web.problem.CommonProblem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When in a tenant's log: right after the event at a position, or after all that was recorded up to a time. */
public sealed interface Moment {

    record Position(long position) implements Moment {}

    record Time(Instant at) implements Moment {}

    /** A problem unless exactly one is given. */
    static Moment of(@Nullable Long position, @Nullable Instant at) {
        if (position != null && at == null) {
            return new Position(position);
        }
        if (at != null && position == null) {
            return new Time(at);
        }
        throw CommonProblem.INVALID.exception("Say either 'position' or 'at'");
    }
}

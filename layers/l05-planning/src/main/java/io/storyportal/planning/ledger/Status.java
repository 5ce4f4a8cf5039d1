package io.storyportal.planning.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a goal or a plan stands. */
public enum Status {
    DRAFT,
    AWAITING_APPROVAL,
    QUEUED,
    RUNNING,
    PAUSED,
    COMPLETED,
    FAILED,
    CANCELLED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Status of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** Nothing more happens by itself. A failed plan may still be retried. */
    public boolean ended() {
        return switch (this) {
            case COMPLETED, FAILED, CANCELLED -> true;
            case DRAFT, AWAITING_APPROVAL, QUEUED, RUNNING, PAUSED -> false;
        };
    }

    /** Whether an error is told. L01 keeps the one of an earlier try, which a retry has made old news. */
    public boolean tellsError() {
        return ended() && this != COMPLETED;
    }
}

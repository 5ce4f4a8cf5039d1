package io.storyportal.planning.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a task stands. */
public enum TaskStatus {
    PENDING,
    READY,
    RUNNING,
    WAITING,
    COMPLETED,
    FAILED,
    SKIPPED,
    CANCELLED,
    UNKNOWN;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static TaskStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    public boolean ended() {
        return switch (this) {
            case COMPLETED, FAILED, SKIPPED, CANCELLED, UNKNOWN -> true;
            case PENDING, READY, RUNNING, WAITING -> false;
        };
    }

    /** Whether an error is told: that of an earlier attempt is while another is made, and not after it succeeded. */
    public boolean tellsError() {
        return this != COMPLETED && this != PENDING;
    }
}

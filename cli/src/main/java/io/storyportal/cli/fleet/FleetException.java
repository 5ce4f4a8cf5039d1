package io.storyportal.cli.fleet;

import org.jspecify.annotations.Nullable;

/** The fleet cannot be started or reached; carries what to do about it. */
public final class FleetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    public FleetException(String message, String remedy) {
        this(message, remedy, null);
    }

    public FleetException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}

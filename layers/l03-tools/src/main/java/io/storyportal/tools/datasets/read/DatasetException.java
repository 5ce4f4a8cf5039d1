package io.storyportal.tools.datasets.read;

import org.jspecify.annotations.Nullable;

/** A file that cannot be read as a dataset; the message names line and reason as far as they are known. */
public final class DatasetException extends RuntimeException {
    /** Why a file is refused. */
    public enum Reason {
        EMPTY,
        BINARY,
        MALFORMED,
        TOO_LARGE
    }

    private final Reason reason;
    private final @Nullable Long line;

    public DatasetException(Reason reason, @Nullable Long line, String message) {
        super(line == null ? message : "line " + line + ": " + message);
        this.reason = reason;
        this.line = line;
    }

    public Reason reason() {
        return reason;
    }

    /** Physical line, from 1. */
    public @Nullable Long line() {
        return line;
    }
}

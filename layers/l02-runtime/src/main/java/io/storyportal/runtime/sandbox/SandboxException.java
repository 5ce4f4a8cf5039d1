package io.storyportal.runtime.sandbox;

/** A command that could not be run, as opposed to one that ran and failed. */
public final class SandboxException extends RuntimeException {

    public enum Kind {
        /** The host lacks what the trust level needs. */
        UNAVAILABLE,
        /** The sandbox could not be set up. */
        START_FAILED,
        /** Too many commands run or wait. */
        BUSY,
        /** The sandbox was closed while the command was on its way. */
        CLOSED,
        CPU_SPENT,
        WALL_SPENT
    }

    private final Kind kind;
    private final String remedy;

    public SandboxException(Kind kind, String message, String remedy) {
        super(message);
        this.kind = kind;
        this.remedy = remedy;
    }

    public Kind kind() {
        return kind;
    }

    public String remedy() {
        return remedy;
    }
}

package io.storyportal.planning.work;

/** Why work was not done, and whether trying again can help. */
public final class WorkFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String code;

    public WorkFailure(Kind kind, String code, String message) {
        super(message);
        this.kind = kind;
        this.code = code;
    }

    /** Whatever else goes wrong is nothing that repetition mends. */
    public static WorkFailure of(Throwable failure) {
        return failure instanceof WorkFailure work
                ? work
                : new WorkFailure(Kind.PERMANENT, "", String.valueOf(failure.getMessage()));
    }

    /** What a failure means for the attempt. */
    public enum Kind {
        /** Not reached, or nobody knows what happened: ask again with the same call key, it is still the same attempt. */
        UNAVAILABLE,
        /** This attempt failed, another may succeed. */
        TRANSIENT,
        /** This attempt had failed before, for a reason that is no longer told: another is made and counts as the first. */
        EXCUSED,
        /** Nobody knows whether the effect happened, and it must not happen twice: for a human to decide. */
        UNKNOWN,
        /** Trying again gives the same. */
        PERMANENT
    }

    public Kind kind() {
        return kind;
    }

    /** Problem code of the layer that failed, e.g. "E3211". */
    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}

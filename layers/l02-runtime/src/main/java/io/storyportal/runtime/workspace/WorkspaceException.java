package io.storyportal.runtime.workspace;

/** Why a workspace could not be read or written as asked. */
public final class WorkspaceException extends RuntimeException {

    public enum Kind {
        BAD_PATH,
        NO_SUCH_FILE,
        WRONG_KIND,
        DISK_BUDGET,
        TOO_MANY_ENTRIES
    }

    private final Kind kind;

    public WorkspaceException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

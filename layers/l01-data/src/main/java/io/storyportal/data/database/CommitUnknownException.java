package io.storyportal.data.database;

/** The connection was lost while committing: the work may or may not have happened, so nobody may simply repeat it. */
public final class CommitUnknownException extends RuntimeException {

    CommitUnknownException(Throwable cause) {
        super("The outcome of a commit is unknown", cause);
    }
}

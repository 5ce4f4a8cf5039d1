package io.storyportal.data.embeddings;

import org.jspecify.annotations.Nullable;

/** Why there are no vectors. */
public final class EmbeddingFailure extends RuntimeException {

    private final Kind kind;

    /** What can be done about it. */
    public enum Kind {
        /** Nobody answers, or nobody has time: the same will do later, however often it was tried. */
        AWAY,
        /** An answer that makes no sense, or a failure: perhaps better next time, and not for ever. */
        BROKEN,
        /** These texts will never get vectors. */
        REFUSED
    }

    public EmbeddingFailure(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

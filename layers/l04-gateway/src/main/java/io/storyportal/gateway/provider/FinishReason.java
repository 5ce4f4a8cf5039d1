package io.storyportal.gateway.provider;

import java.util.Locale;

/** Why the model stopped. */
public enum FinishReason {
    /** It had said everything. */
    STOP,
    /** It ran into {@code max_tokens} or the end of its context window. */
    LENGTH,
    /** The provider or the model declined to go on. */
    REFUSED,
    /** A reason this gateway does not know. */
    OTHER;

    /** As it stands in usage records. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

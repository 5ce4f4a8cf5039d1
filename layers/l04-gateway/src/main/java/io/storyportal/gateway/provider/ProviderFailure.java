package io.storyportal.gateway.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A provider did not answer. The message is fit for the caller: bounded, and without credentials. */
public final class ProviderFailure extends RuntimeException {

    /** What went wrong, as far as a caller has to act differently. */
    public enum Kind {
        CREDENTIALS_REFUSED(false, false),
        RATE_LIMITED(true, false),
        OVERLOADED(true, true),
        REQUEST_REJECTED(false, false),
        UNKNOWN_MODEL(false, false),
        FAILED(true, true),
        UNREACHABLE(true, true),
        TIMED_OUT(false, true),
        BROKEN_STREAM(false, true),
        UNREADABLE(false, true),
        BREAKER_OPEN(false, false);

        private final boolean retryable;
        private final boolean countsAgainstHealth;

        Kind(boolean retryable, boolean countsAgainstHealth) {
            this.retryable = retryable;
            this.countsAgainstHealth = countsAgainstHealth;
        }

        /** The same call may succeed at once. A call that timed out is not retried: it may have been paid for. */
        public boolean retryable() {
            return retryable;
        }

        /** Says something about the provider rather than about the request or the account. */
        public boolean countsAgainstHealth() {
            return countsAgainstHealth;
        }
    }

    private final String provider;
    private final Kind kind;
    private final @Nullable Duration retryAfter;

    public ProviderFailure(String provider, Kind kind, String message) {
        this(provider, kind, message, null, null);
    }

    public ProviderFailure(
            String provider, Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.provider = provider;
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public String provider() {
        return provider;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the provider asked us to wait, or null when it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}

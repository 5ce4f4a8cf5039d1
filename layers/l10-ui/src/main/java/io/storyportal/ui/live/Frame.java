package io.storyportal.ui.live;

import io.storyportal.client.l01.model.EventEnvelope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the server says on the stream; {@code type} names the kind. */
sealed interface Frame {

    String type();

    /**
     * An event of the tenant. Positions rise; none is sent twice.
     *
     * @param truncated true when long values of the payload are left out, else null
     */
    record Event(String type, EventEnvelope event, @Nullable Boolean truncated) implements Frame {
        Event(EventEnvelope event, @Nullable Boolean truncated) {
            this("event", event, truncated);
        }
    }

    /** All that was missed has been sent; from here events come as they are committed. */
    record Live(String type, long position) implements Frame {
        Live(long position) {
            this("live", position);
        }
    }

    /** The log cannot be followed for now: what the page shows may be old until the next {@code live}. */
    record Stale(String type, Instant since) implements Frame {
        Stale(Instant since) {
            this("stale", since);
        }
    }

    /** The stream is there, and quiet. */
    record Ping(String type, Instant at) implements Frame {
        Ping(Instant at) {
            this("ping", at);
        }
    }
}

package io.storyportal.ui.live;

import org.springframework.web.reactive.socket.CloseStatus;

/** Why a stream ends, as the close code a browser can act on; documented in docs/errors/l10.md. */
enum Farewell {
    /** The service stops or restarts: come back at once. */
    RESTARTING(1012, "The service restarts; connect again behind your position"),
    /** The first frame cannot be understood: asking again the same way will not help. */
    MALFORMED(4400, "The first frame cannot be understood"),
    /** Nothing was asked for in time. */
    SILENT(4408, "No first frame came in time"),
    /** The stream is old; a new one is authenticated afresh. */
    RENEW(4409, "Connect again behind your position"),
    /** The browser reads slower than events come, and the buffer is full. */
    SLOW(4429, "Too slow: connect again behind your position");

    private static final int LONGEST_REASON = 120;

    private final CloseStatus status;

    Farewell(int code, String reason) {
        this.status = new CloseStatus(code, reason);
    }

    Ending asEnding() {
        return new Ending(status);
    }

    /** The same with a more exact reason; a close frame holds few characters. */
    Ending because(String reason) {
        String held = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        return new Ending(status.withReason(held));
    }

    /** Ends a stream; control flow only, so it carries no stack trace. */
    static final class Ending extends RuntimeException {

        private final transient CloseStatus status;

        Ending(CloseStatus status) {
            super(status.getReason(), null, false, false);
            this.status = status;
        }

        CloseStatus status() {
            return status;
        }
    }
}

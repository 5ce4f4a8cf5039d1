package io.storyportal.data.database;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away, full or overloaded from a statement it refused. */
public final class Unreachable {

    private static final Duration SOON = Duration.ofSeconds(1);

    private Unreachable() {}

    public static boolean is(Throwable failure) {
        return failure instanceof CommitUnknownException
                || failure instanceof R2dbcNonTransientResourceException
                || failure instanceof R2dbcTransientResourceException
                || failure instanceof R2dbcTimeoutException
                || failure instanceof IOException
                || failure instanceof IllegalStateException closed
                        && String.valueOf(closed.getMessage()).contains("closed")
                || failure instanceof R2dbcException refused && isServerTrouble(refused.getSqlState());
    }

    /** The server's refusal of a statement or a commit is definite; anything else may have come after it was carried out. */
    static boolean mayHaveCommitted(Throwable failure) {
        return is(failure) && !(failure instanceof R2dbcException refused && isRefusal(refused.getSqlState()));
    }

    private static boolean isRefusal(@Nullable String state) {
        return state != null && (state.startsWith("53") || state.startsWith("58") || state.startsWith("25"));
    }

    /** Classes 08 (connection), 53 (no disk, no memory, no connections), 57P (shutting down), 58 (its own I/O). */
    private static boolean isServerTrouble(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.startsWith("58")
                        || state.startsWith("25006"));
    }

    public static ProblemException problem(Throwable failure) {
        String detail = failure instanceof CommitUnknownException
                ? "The database was lost while it committed: whether this was recorded is not known."
                        + " Send it again with the same Idempotency-Key or id"
                : "The database cannot be reached or cannot write";
        return new ProblemException(CommonProblem.UNAVAILABLE, detail, failure).retryAfter(SOON);
    }
}

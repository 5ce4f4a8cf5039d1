package io.storyportal.data.journal;

import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcException;
import io.storyportal.data.DataProblem;
import io.storyportal.data.database.Unreachable;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;

/** Says in a client's terms why the database refused what one submission holds. */
final class RefusedStatement {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DATA_EXCEPTIONS = "22";
    private static final String CHECK_OR_NOT_NULL = "23";
    private static final String TOO_BIG = "54";

    private RefusedStatement() {}

    static Throwable translate(Throwable failure) {
        if (failure instanceof ProblemException) {
            return failure;
        }
        if (Unreachable.is(failure)) {
            return Unreachable.problem(failure);
        }
        String state =
                failure instanceof R2dbcException refused && refused.getSqlState() != null ? refused.getSqlState() : "";
        if (state.equals(UNIQUE_VIOLATION)) {
            return new ProblemException(
                    DataProblem.ALREADY_EXISTS,
                    "Another one has the same value where it must be unique" + where(failure),
                    failure);
        }
        if (state.startsWith(DATA_EXCEPTIONS) || state.startsWith(CHECK_OR_NOT_NULL) || state.startsWith(TOO_BIG)) {
            return new ProblemException(CommonProblem.INVALID, "A value cannot be stored as it is", failure);
        }
        return failure;
    }

    /** The constraint's name, never its values. */
    private static String where(Throwable failure) {
        return failure instanceof PostgresqlException postgres
                ? postgres.getErrorDetails()
                        .getConstraintName()
                        .map(name -> ": " + name)
                        .orElse("")
                : "";
    }
}

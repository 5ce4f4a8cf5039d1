package io.storyportal.runtime.workspace;

import io.storyportal.runtime.RuntimeProblem;
import java.nio.file.AccessDeniedException;
import java.util.function.Function;

/** What a workspace refuses, as problems. */
public final class WorkspaceProblems {

    private WorkspaceProblems() {}

    /** For {@code onErrorMap}: what a workspace refuses, as a problem. */
    public static Throwable of(Throwable failure) {
        Function<RuntimeProblem, Throwable> as = problem -> problem.exception(String.valueOf(failure.getMessage()));
        return switch (failure) {
            case WorkspaceException refused ->
                as.apply(
                        switch (refused.kind()) {
                            case BAD_PATH -> RuntimeProblem.BAD_PATH;
                            case NO_SUCH_FILE -> RuntimeProblem.NO_SUCH_FILE;
                            case WRONG_KIND -> RuntimeProblem.NOT_A_FILE;
                            case DISK_BUDGET -> RuntimeProblem.DISK_BUDGET_EXCEEDED;
                            case TOO_MANY_ENTRIES -> RuntimeProblem.TOO_MANY_ENTRIES;
                        });
            case AccessDeniedException denied ->
                RuntimeProblem.NOT_A_FILE.exception("A program has made this unreadable.");
            default -> failure;
        };
    }
}

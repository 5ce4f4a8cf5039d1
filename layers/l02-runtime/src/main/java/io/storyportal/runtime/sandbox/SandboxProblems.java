package io.storyportal.runtime.sandbox;

import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.runtime.RuntimeProblem;
import java.time.Duration;

/** What a sandbox refuses, as problems. */
public final class SandboxProblems {

    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

    private SandboxProblems() {}

    public static ProblemException of(SandboxException failure) {
        String detail = failure.getMessage() + " " + failure.remedy();
        return switch (failure.kind()) {
            case UNAVAILABLE -> RuntimeProblem.TRUST_LEVEL_UNAVAILABLE.exception(detail);
            case START_FAILED -> RuntimeProblem.SANDBOX_START_FAILED.exception(detail);
            case BUSY -> RuntimeProblem.TOO_MANY_COMMANDS.exception(detail).retryAfter(TRY_AGAIN_AFTER);
            case CLOSED -> RuntimeProblem.ILLEGAL_MOVE.exception(detail);
            case CPU_SPENT, WALL_SPENT -> RuntimeProblem.BUDGET_SPENT.exception(detail);
        };
    }
}

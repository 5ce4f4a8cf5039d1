package io.storyportal.planning.execution;

import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.work.WorkFailure;
import java.util.Map;
import java.util.UUID;

/** What can happen to a run while it is executed. Handled one at a time. */
sealed interface Signal {
    record Begun() implements Signal {}

    record AgentReady() implements Signal {}

    record AgentFailed(WorkFailure failure) implements Signal {}

    record Succeeded(String step, int attempt, TaskCalls.Result result) implements Signal {}

    record Failed(String step, int attempt, WorkFailure failure) implements Signal {}

    /** The pause before another attempt is over. */
    record RetryDue(String step) implements Signal {}

    record Committed(Map<UUID, Long> versions) implements Signal {}

    record CommitFailed(Throwable reason) implements Signal {}

    /** The plan's status in L01, read because somebody asked to look. */
    record Looked(Status status) implements Signal {}
}

package io.storyportal.planning.work;

import io.storyportal.planning.definition.PlanFile;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Gives a plan its agent, with a sandbox and a workspace: L02. Failures are {@link WorkFailure}s. */
public interface AgentHost {

    /** Starts the agent with its input files in place. Asking again for the same id changes nothing. */
    Mono<Void> spawn(AgentOrder order);

    /** Tells that the agent's work has begun; for those who watch. */
    Mono<Void> working(UUID agent);

    /** Resumes a suspended agent; one that is not suspended stays as it is. */
    Mono<Void> resume(UUID agent);

    Mono<Void> suspend(UUID agent, String reason);

    /** Ends the agent; one that ended or never was is fine. */
    Mono<Void> terminate(UUID agent, String reason);

    record AgentOrder(UUID agent, String name, String trustLevel, List<PlanFile> files, UUID goal, UUID plan) {}
}

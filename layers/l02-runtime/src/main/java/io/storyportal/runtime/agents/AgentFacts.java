package io.storyportal.runtime.agents;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Where agents are recorded. Calls are made for the current caller and see only that caller's tenant. Unreachable: a problem with
 * status 503.
 */
public interface AgentFacts {

    /** Records a new agent; answers the recorded one when the same was recorded before, fails with E2104 when another was. */
    Mono<Agent> create(Agent agent);

    /** Empty when the tenant has no such agent. */
    Mono<Agent> find(UUID id);

    /** Records the move; fails with {@link StaleAgentException} when the agent has changed since it was read. */
    Mono<Agent> move(Agent agent, AgentStatus to, @Nullable String reason);

    Mono<AgentPage> list(@Nullable AgentStatus status, @Nullable String type, int limit, @Nullable String cursor);
}

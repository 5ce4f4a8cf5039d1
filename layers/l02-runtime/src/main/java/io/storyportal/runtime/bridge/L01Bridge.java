package io.storyportal.runtime.bridge;

import io.storyportal.client.l01.L01Client;
import io.storyportal.client.l01.model.UpdateAgent;
import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.runtime.RuntimeProblem;
import io.storyportal.runtime.agents.Agent;
import io.storyportal.runtime.agents.AgentFacts;
import io.storyportal.runtime.agents.AgentPage;
import io.storyportal.runtime.agents.AgentStatus;
import io.storyportal.runtime.agents.StaleAgentException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/** Agents in L01. */
public final class L01Bridge implements AgentFacts {

    private final L01Client l01;

    public L01Bridge(L01Client l01) {
        this.l01 = l01;
    }

    @Override
    public Mono<Agent> create(Agent agent) {
        return l01.createAgent(AgentMapping.creation(agent))
                .map(AgentMapping::agent)
                .onErrorMap(
                        RemoteProblemException.class,
                        refused -> refused.is(HttpStatus.CONFLICT)
                                ? RuntimeProblem.AGENT_EXISTS.exception(
                                        "Agent " + agent.id() + " exists with another description.")
                                : refused);
    }

    @Override
    public Mono<Agent> find(UUID id) {
        return l01.getAgent(id)
                .map(AgentMapping::agent)
                .onErrorResume(
                        RemoteProblemException.class,
                        refused -> refused.is(HttpStatus.NOT_FOUND) ? Mono.empty() : Mono.error(refused));
    }

    @Override
    public Mono<Agent> move(Agent agent, AgentStatus to, @Nullable String reason) {
        UpdateAgent change = AgentMapping.move(agent, to, reason);
        return l01.updateAgent(agent.id(), change, agent.version())
                .map(AgentMapping::agent)
                .onErrorMap(
                        RemoteProblemException.class,
                        refused -> refused.is(HttpStatus.CONFLICT) || refused.is(HttpStatus.PRECONDITION_FAILED)
                                ? new StaleAgentException(refused)
                                : refused);
    }

    @Override
    public Mono<AgentPage> list(
            @Nullable AgentStatus status, @Nullable String type, int limit, @Nullable String cursor) {
        return l01.listAgents(status == null ? null : status.wire(), type, limit, cursor)
                .map(page -> new AgentPage(
                        Objects.requireNonNull(page.getItems()).stream()
                                .map(AgentMapping::agent)
                                .toList(),
                        page.getNextCursor()));
    }
}

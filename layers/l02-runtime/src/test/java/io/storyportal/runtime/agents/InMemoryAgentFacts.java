package io.storyportal.runtime.agents;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.runtime.RuntimeProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Records agents as L01 does: per tenant, with versions. */
public final class InMemoryAgentFacts implements AgentFacts {

    private record Key(UUID tenant, UUID id) {}

    private final Map<Key, Agent> agents = new ConcurrentHashMap<>();

    @Override
    public Mono<Agent> create(Agent agent) {
        return key(agent.id()).flatMap(key -> {
            Agent there = agents.putIfAbsent(key, with(agent, agent.status(), null, 1));
            return there == null || there.name().equals(agent.name())
                    ? Mono.just(agents.get(key))
                    : Mono.error(RuntimeProblem.AGENT_EXISTS.exception("exists"));
        });
    }

    @Override
    public Mono<Agent> find(UUID id) {
        return key(id).mapNotNull(agents::get);
    }

    @Override
    public Mono<Agent> move(Agent agent, AgentStatus to, @Nullable String reason) {
        return key(agent.id())
                .map(key -> agents.compute(key, (same, there) -> {
                    if (there == null || there.version() != agent.version()) {
                        throw new StaleAgentException(new IllegalStateException());
                    }
                    return with(there, to, to == AgentStatus.SUSPENDED ? there.status() : null, there.version() + 1);
                }));
    }

    /** As another writer would, behind this layer's back. */
    public void change(UUID tenant, UUID id, AgentStatus to) {
        agents.computeIfPresent(
                new Key(tenant, id), (key, there) -> with(there, to, there.suspendedFrom(), there.version() + 1));
    }

    @Override
    public Mono<AgentPage> list(
            @Nullable AgentStatus status, @Nullable String type, int limit, @Nullable String cursor) {
        return Caller.current().map(caller -> {
            List<Agent> found = agents.entrySet().stream()
                    .filter(entry ->
                            entry.getKey().tenant().equals(caller.tenant().value()))
                    .map(Map.Entry::getValue)
                    .filter(agent -> status == null || agent.status() == status)
                    .filter(agent -> type == null || agent.type().equals(type))
                    .limit(limit)
                    .toList();
            return new AgentPage(found, null);
        });
    }

    private static Mono<Key> key(UUID id) {
        return Caller.current().map(caller -> new Key(caller.tenant().value(), id));
    }

    private static Agent with(Agent agent, AgentStatus status, @Nullable AgentStatus suspendedFrom, long version) {
        return new Agent(
                agent.id(),
                agent.name(),
                agent.type(),
                status,
                agent.trust(),
                agent.budgets(),
                agent.inputs(),
                agent.metadata(),
                suspendedFrom,
                version,
                agent.createdAt(),
                Instant.now());
    }
}

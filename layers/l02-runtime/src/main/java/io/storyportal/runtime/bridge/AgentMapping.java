package io.storyportal.runtime.bridge;

import io.storyportal.client.l01.model.CreateAgent;
import io.storyportal.client.l01.model.UpdateAgent;
import io.storyportal.runtime.agents.Agent;
import io.storyportal.runtime.agents.AgentStatus;
import io.storyportal.runtime.sandbox.Budget;
import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.TrustLevel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** L01's agents and ours. What only this layer knows of an agent is kept in its {@code configuration}. */
final class AgentMapping {

    private static final String TRUST = "trust_level";
    private static final String INPUTS = "inputs";
    private static final String SUSPENDED_FROM = "suspended_from";
    private static final String REASON = "status_reason";

    private AgentMapping() {}

    static CreateAgent creation(Agent agent) {
        var creation = new CreateAgent(agent.name());
        creation.setId(agent.id());
        creation.setAgentType(agent.type());
        creation.setStatus(status(agent.status()));
        creation.setMetadata(agent.metadata());
        creation.setConfiguration(configuration(agent, null, null));
        var limits = new LinkedHashMap<String, Object>();
        agent.budgets().asMap().forEach((budget, value) -> limits.put(budget.wire(), value));
        creation.setResourceLimits(limits);
        return creation;
    }

    static UpdateAgent move(Agent agent, AgentStatus to, @Nullable String reason) {
        AgentStatus from = to == AgentStatus.SUSPENDED ? agent.status() : null;
        var change = new UpdateAgent();
        change.setStatus(status(to));
        // Only a move that has something to remember rewrites the configuration.
        if (agent.trust() != null && (from != null || agent.suspendedFrom() != null || reason != null)) {
            change.setConfiguration(configuration(agent, from, reason));
        }
        return change;
    }

    private static Map<String, Object> configuration(
            Agent agent, @Nullable AgentStatus suspendedFrom, @Nullable String reason) {
        var configuration = new HashMap<String, Object>();
        if (agent.trust() != null) {
            configuration.put(TRUST, agent.trust().name());
        }
        configuration.put(
                INPUTS,
                agent.inputs().stream()
                        .map(input -> Map.of("artifact_id", input.artifactId().toString(), "path", input.path()))
                        .toList());
        if (suspendedFrom != null) {
            configuration.put(SUSPENDED_FROM, suspendedFrom.wire());
        }
        if (reason != null) {
            configuration.put(REASON, reason);
        }
        return configuration;
    }

    static Agent agent(io.storyportal.client.l01.model.Agent wire) {
        Map<String, Object> configuration = Objects.requireNonNullElse(wire.getConfiguration(), Map.of());
        return new Agent(
                Objects.requireNonNull(wire.getId()),
                Objects.requireNonNull(wire.getName()),
                Objects.requireNonNullElse(wire.getAgentType(), "general"),
                AgentStatus.valueOf(Objects.requireNonNull(wire.getStatus()).name()),
                configuration.get(TRUST) instanceof String trust ? TrustLevel.valueOf(trust) : null,
                budgets(Objects.requireNonNullElse(wire.getResourceLimits(), Map.of())),
                inputs(configuration.get(INPUTS)),
                Objects.requireNonNullElse(wire.getMetadata(), Map.of()),
                configuration.get(SUSPENDED_FROM) instanceof String from
                        ? AgentStatus.valueOf(from.toUpperCase(Locale.ROOT))
                        : null,
                Objects.requireNonNull(wire.getVersion()),
                Objects.requireNonNull(wire.getCreatedAt()),
                Objects.requireNonNull(wire.getUpdatedAt()));
    }

    private static Budgets budgets(Map<String, Object> limits) {
        var budgets = new EnumMap<Budget, Long>(Budget.class);
        for (Budget budget : Budget.values()) {
            if (limits.get(budget.wire()) instanceof Number value) {
                budgets.put(budget, value.longValue());
            }
        }
        return Budgets.from(budgets);
    }

    private static List<Agent.Input> inputs(@Nullable Object configured) {
        var inputs = new ArrayList<Agent.Input>();
        if (configured instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> input
                        && input.get("artifact_id") instanceof String artifact
                        && input.get("path") instanceof String path) {
                    inputs.add(new Agent.Input(UUID.fromString(artifact), path));
                }
            }
        }
        return inputs;
    }

    private static io.storyportal.client.l01.model.AgentStatus status(AgentStatus status) {
        return io.storyportal.client.l01.model.AgentStatus.valueOf(status.name());
    }
}

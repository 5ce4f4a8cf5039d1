package io.storyportal.runtime.agents;

import java.util.UUID;

/**
 * Whether an agent could run a command now.
 *
 * @param detail what is wrong, or how its sandbox is isolated
 * @param remedy empty when healthy
 */
public record AgentHealth(
        UUID agentId, AgentStatus status, boolean healthy, int runningCommands, String detail, String remedy) {}

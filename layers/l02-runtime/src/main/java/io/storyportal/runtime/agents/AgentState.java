package io.storyportal.runtime.agents;

import io.storyportal.runtime.sandbox.TrustLevel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param mayBecome the moves that are open from here
 * @param diskBytes what the workspace holds; null once it is gone
 */
public record AgentState(
        UUID agentId,
        AgentStatus status,
        List<AgentStatus> mayBecome,
        @Nullable TrustLevel trustLevel,
        SpawnRequest.Limits resourceLimits,
        int runningCommands,
        @Nullable Long cpuUsedMs,
        @Nullable Long wallUsedMs,
        @Nullable Long diskBytes,
        Instant updatedAt) {}

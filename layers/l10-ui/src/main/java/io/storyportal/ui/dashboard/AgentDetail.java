package io.storyportal.ui.dashboard;

import io.storyportal.client.l01.model.Agent;
import io.storyportal.client.l01.model.EventEnvelope;
import io.storyportal.client.l01.model.ToolExecution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One agent with what it did lately, as L01 records it. Lists are newest first. */
record AgentDetail(
        Agent agent,
        @Nullable String trustLevel,
        List<ToolExecution> executions,
        List<EventEnvelope> events,
        Stats.Usage modelUsage) {}

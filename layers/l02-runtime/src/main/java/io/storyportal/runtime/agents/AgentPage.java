package io.storyportal.runtime.agents;

import java.util.List;
import org.jspecify.annotations.Nullable;

public record AgentPage(List<Agent> agents, @Nullable String nextCursor) {}

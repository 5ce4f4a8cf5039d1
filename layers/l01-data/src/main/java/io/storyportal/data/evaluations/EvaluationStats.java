package io.storyportal.data.evaluations;

import java.util.List;
import java.util.UUID;

/** An agent's scores, by type of evaluation in alphabetical order; the first 500 types. */
public record EvaluationStats(UUID agentId, List<ScoreSummary> types) {}

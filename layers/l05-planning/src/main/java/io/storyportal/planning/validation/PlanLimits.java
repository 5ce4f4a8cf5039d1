package io.storyportal.planning.validation;

import java.time.Duration;

/** How large a plan may be. Beyond it the plan is refused, and the finding says which limit. */
public record PlanLimits(int tasks, int files, int inputBytes, int attempts, Duration taskTimeout) {
    public static final PlanLimits DEFAULT = new PlanLimits(100, 20, 65_536, 10, Duration.ofHours(1));
}

package io.storyportal.ui.dashboard;

import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.Plan;
import io.storyportal.client.l01.model.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One goal with its newest plan and that plan's tasks, as L01 records them. */
record GoalDetail(Goal goal, @Nullable Plan plan, List<Task> tasks) {}

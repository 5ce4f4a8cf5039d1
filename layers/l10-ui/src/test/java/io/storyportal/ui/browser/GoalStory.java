package io.storyportal.ui.browser;

import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.GoalStatus;
import io.storyportal.client.l01.model.Plan;
import io.storyportal.client.l01.model.Task;
import io.storyportal.client.l01.model.TaskStatus;
import io.storyportal.ui.played.PlayedDoor;
import io.storyportal.ui.played.Records;
import java.time.Instant;
import java.util.Map;

/** A goal's life as L05 writes it down: planned, run in parallel, reported. */
final class GoalStory {

    static final String REPORT = """
            # Profile of orders.csv

            **1,200 rows** in `9` columns. <script>document.title = 'stolen'</script><img src=x onerror=alert(1)>

            | Column | Missing |
            |---|---:|
            | sku | 0 |
            | amount | 12 |

            - A [safe link](https://example.com/a_(b)) and an [unsafe one](javascript:alert(1))
            """;

    private final Records records;
    private final PlayedDoor door;
    final Goal goal;
    final Plan plan;
    final Task stage;
    final Task profile;
    final Task sample;
    final Task report;

    GoalStory(Records records, PlayedDoor door, Goal goal) {
        this.records = records;
        this.door = door;
        this.goal = goal;
        plan = records.plan(goal);
        stage = records.task(plan, "stage_inputs");
        profile = records.task(plan, "profile_columns", "stage_inputs");
        sample = records.task(plan, "sample_rows", "stage_inputs");
        report = records.task(plan, "render_report", "profile_columns", "sample_rows");
        records.append(
                "plan.started", plan.getId(), Map.of("goal_id", goal.getId().toString(), "status", "running"));
    }

    GoalStory run(Task task) {
        records.move(task, TaskStatus.RUNNING, "task.started");
        return this;
    }

    GoalStory complete(Task task) {
        records.move(task, TaskStatus.COMPLETED, "task.completed");
        return this;
    }

    GoalStory untilHalf() {
        return run(stage).complete(stage).run(profile).run(sample).complete(sample);
    }

    GoalStory untilTheReport() {
        complete(profile).run(report).complete(report);
        door.document(goal, "Profile of orders.csv", "text/markdown", REPORT);
        door.document(
                goal,
                "orders.profile.json",
                "application/json",
                "{\"rows\": 1200, \"columns\": [{\"name\": \"sku\"}]}");
        goal.status(GoalStatus.COMPLETED).completedAt(Instant.now());
        records.append("goal.completed", goal.getId(), Map.of("status", "completed"));
        return this;
    }
}

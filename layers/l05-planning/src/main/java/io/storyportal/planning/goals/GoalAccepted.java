package io.storyportal.planning.goals;

import io.storyportal.planning.ledger.Status;
import java.util.Map;
import java.util.UUID;

/**
 * A goal that will be carried out, whatever happens to this process.
 *
 * @param planId the plan made for it, or to be made under this id
 * @param links paths, relative to the platform's API, where it goes on
 */
public record GoalAccepted(UUID goalId, UUID planId, Status status, Map<String, String> links) {
    static GoalAccepted of(UUID goal, UUID plan, Status status) {
        String path = "/goals/" + goal;
        return new GoalAccepted(
                goal,
                plan,
                status,
                Map.of(
                        "self", path,
                        "report", path + "/report",
                        "progress", path + "/progress",
                        "cancel", path + "/cancel"));
    }
}

package io.storyportal.planning.ledger;

import io.storyportal.kit.web.page.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Where goals, plans and tasks are kept: L01. Every call acts for the caller in the Reactor context and sees that
 * caller's tenant alone; what is not there is empty.
 */
public interface PlanLedger {

    /**
     * Carries the changes out in their order, all or none.
     *
     * @param key of the same changes sent again after an unknown outcome: they are then not carried out twice
     * @return the version of each resource afterwards
     * @throws StaleVersion when a resource has another version than its change expects
     */
    Mono<Map<UUID, Long>> commit(String key, List<Change> changes);

    Mono<GoalRecord> goal(UUID id);

    Mono<Page<GoalRecord>> goals(@Nullable String status, @Nullable Integer limit, @Nullable String cursor);

    Mono<PlanRecord> plan(UUID id);

    Mono<Page<PlanRecord>> plans(PlanQuery query);

    /** All tasks of a plan, in the order of its definition. */
    Mono<List<TaskRecord>> tasks(UUID plan);

    Mono<TaskRecord> task(UUID id);

    Mono<DocumentRecord> document(UUID id);

    Mono<ArtifactRecord> artifact(UUID id);

    record PlanQuery(
            @Nullable UUID goal,
            @Nullable String status,
            @Nullable Integer limit,
            @Nullable String cursor) {
        public static PlanQuery ofGoal(UUID goal) {
            return new PlanQuery(goal, null, 1, null);
        }
    }

    /** Somebody else changed the resource first. */
    final class StaleVersion extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StaleVersion(String message) {
            super(message);
        }
    }
}

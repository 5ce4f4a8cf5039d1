package io.storyportal.planning.plans;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storyportal.planning.ledger.PlanRecord;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.ledger.TaskRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plan as this layer shows it.
 *
 * @param origin cache, template or model; {@code originDetail} says it in a sentence
 * @param signed whether the definition is what was signed; an altered one never runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanView(
        UUID id,
        long version,
        Instant createdAt,
        UUID goalId,
        @Nullable UUID agentId,
        Status status,
        String planType,
        @Nullable String origin,
        @Nullable String originDetail,
        boolean signed,
        Object definition,
        @Nullable Object error,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        List<TaskView> tasks) {
    public static PlanView of(PlanRecord plan, boolean signed, List<TaskRecord> tasks) {
        String detail = plan.metadata().path("origin_detail").asString("");
        return new PlanView(
                plan.id(),
                plan.version(),
                plan.createdAt(),
                plan.goalId(),
                plan.agent(),
                plan.status(),
                plan.planType(),
                plan.origin(),
                detail.isEmpty() ? null : detail,
                signed,
                plan.steps(),
                plan.status().tellsError() ? plan.error() : null,
                plan.startedAt(),
                plan.completedAt(),
                tasks.stream().map(TaskView::of).toList());
    }
}

package io.storyportal.planning.execution;

import io.storyportal.kit.events.EventEnvelope;
import io.storyportal.planning.ledger.Status;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Turns L01's events into work to be done. Idempotent: an event seen twice makes somebody look twice. */
final class PlanEvents {
    static final List<String> TYPES = List.of("goal.created", "plan.queued", "plan.paused", "plan.cancelled");

    private static final Logger log = LoggerFactory.getLogger(PlanEvents.class);

    private final Runs runs;

    PlanEvents(Runs runs) {
        this.runs = runs;
    }

    Mono<Void> handle(EventEnvelope event) {
        JsonNode payload = event.payload();
        if (event.eventType().equals("goal.created")) {
            String plan = payload.path("metadata").path("plan_id").asString("");
            boolean queued = payload.path("status").asString("").equals(Status.QUEUED.wire());
            return queued && !plan.isEmpty()
                    ? runs.offer(new RunKey(event.metadata().tenantId(), UUID.fromString(plan)), event.aggregateId())
                    : Mono.empty();
        }
        String goal = payload.path("goal_id").asString("");
        if (goal.isEmpty()) {
            log.warn("The event {} of plan {} names no goal", event.eventId(), event.aggregateId());
            return Mono.empty();
        }
        return runs.nudge(new RunKey(event.metadata().tenantId(), event.aggregateId()), UUID.fromString(goal));
    }
}

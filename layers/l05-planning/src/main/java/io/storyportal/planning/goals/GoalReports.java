package io.storyportal.planning.goals;

import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.planning.definition.Cost;
import io.storyportal.planning.execution.ProgressHub;
import io.storyportal.planning.ledger.DocumentRecord;
import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.PlanRecord;
import io.storyportal.planning.ledger.TaskRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Puts reports together from what L01 has. */
final class GoalReports {
    /** A watcher of a plan that another replica runs sees it move this often. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final PlanLedger ledger;
    private final ProgressHub hub;
    private final Clock clock;

    GoalReports(PlanLedger ledger, ProgressHub hub, Clock clock) {
        this.ledger = ledger;
        this.hub = hub;
        this.clock = clock;
    }

    Mono<GoalRecord> goal(UUID id) {
        return ledger.goal(id)
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("There is no goal " + id)));
    }

    Mono<GoalReport> report(UUID goalId) {
        return report(goalId, true);
    }

    /** Reports without documents' contents, one whenever something moved, the last one of the ended goal. */
    Flux<GoalReport> progress(UUID goalId) {
        return goal(goalId).flatMapMany(goal -> {
            Flux<UUID> moved = goal.planId() == null ? Flux.never() : hub.changes(goal.planId());
            return Flux.merge(moved, Flux.interval(Duration.ZERO, GLANCE))
                    .onBackpressureLatest()
                    .concatMap(hint -> report(goalId, false), 1)
                    .distinctUntilChanged(GoalReports::essence)
                    .takeUntil(report -> report.status().ended());
        });
    }

    /** What of a report is news; the clock is not. */
    private static List<Object> essence(GoalReport report) {
        List<Object> essence =
                new ArrayList<>(List.of(report.status(), report.documents().size()));
        report.tasks().forEach(task -> essence.add(task.name() + task.status() + task.attempts()));
        return essence;
    }

    private Mono<GoalReport> report(UUID goalId, boolean contents) {
        return goal(goalId).flatMap(goal -> planOf(goal)
                .flatMap(plan -> plan.map(found -> Mono.zip(ledger.tasks(found.id()), documents(found, contents))
                                .map(read -> report(goal, found, read.getT1(), read.getT2())))
                        .orElseGet(() -> Mono.just(report(goal, null, List.of(), List.of())))));
    }

    private Mono<Optional<PlanRecord>> planOf(GoalRecord goal) {
        UUID known = goal.planId();
        Mono<PlanRecord> plan = known != null
                ? ledger.plan(known)
                : ledger.plans(PlanLedger.PlanQuery.ofGoal(goal.id()))
                        .flatMapIterable(Page::items)
                        .next();
        return plan.map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private Mono<List<GoalReport.DocumentLine>> documents(PlanRecord plan, boolean contents) {
        List<UUID> ids = new ArrayList<>();
        plan.metadata().path("documents").forEach(id -> ids.add(UUID.fromString(id.asString(""))));
        Flux<DocumentRecord> documents = Flux.fromIterable(ids).flatMapSequential(ledger::document);
        return documents
                .map(document -> contents
                        ? GoalReport.DocumentLine.of(document)
                        : new GoalReport.DocumentLine(document.id(), document.title(), document.contentType(), null))
                .collectList();
    }

    private GoalReport report(
            GoalRecord goal,
            @Nullable PlanRecord plan,
            List<TaskRecord> tasks,
            List<GoalReport.DocumentLine> documents) {
        Instant now = clock.instant();
        boolean ended = goal.status().ended();
        Instant end = goal.completedAt() == null || !ended ? now : goal.completedAt();
        JsonNode metadata = plan == null ? goal.metadata() : plan.metadata();
        return new GoalReport(
                goal.id(),
                plan == null ? goal.planId() : plan.id(),
                goal.description(),
                goal.status(),
                Math.max(0, Duration.between(goal.createdAt(), end).toMillis()),
                Cost.in(metadata).amount(),
                metadata.has("origin_detail") ? metadata.get("origin_detail").asString("") : null,
                goal.status().tellsError() ? goal.error() : null,
                tasks.stream().map(task -> GoalReport.TaskLine.of(task, now)).toList(),
                documents);
    }
}

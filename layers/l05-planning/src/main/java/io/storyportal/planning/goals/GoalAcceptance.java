package io.storyportal.planning.goals;

import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.planning.PlanningProblem;
import io.storyportal.planning.decompose.Planner;
import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.execution.RunKey;
import io.storyportal.planning.execution.Runs;
import io.storyportal.planning.ledger.Change;
import io.storyportal.planning.ledger.Change.Resource;
import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.plans.PlanAuthor;
import io.storyportal.planning.plans.PlanView;
import io.storyportal.planning.template.Goal;
import io.storyportal.planning.work.WorkFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Takes a goal in. What is answered is in L01 first, as one batch: the goal with its plan and tasks, or the goal alone
 * when a model has to plan it. Starting it here is only the quickest way: whoever follows L01's events starts it as well.
 */
public final class GoalAcceptance {
    private static final Logger log = LoggerFactory.getLogger(GoalAcceptance.class);

    private final Planner planner;
    private final PlanAuthor author;
    private final PlanLedger ledger;
    private final Runs runs;
    private final Clock clock;

    public GoalAcceptance(Planner planner, PlanAuthor author, PlanLedger ledger, Runs runs, Clock clock) {
        this.planner = planner;
        this.author = author;
        this.ledger = ledger;
        this.runs = runs;
        this.clock = clock;
    }

    /** A goal to take in under ids that are already chosen. */
    public record Candidate(TenantId tenant, UUID goalId, UUID planId, Goal goal, List<String> criteria, int priority) {
        RunKey run() {
            return new RunKey(tenant, planId);
        }
    }

    public Mono<GoalAccepted> accept(Candidate candidate) {
        return planner.planAtOnce(candidate.tenant(), candidate.goal())
                .flatMap(plan -> acceptPlanned(candidate, plan).thenReturn(true))
                .switchIfEmpty(Mono.defer(() -> acceptUnplanned(candidate).thenReturn(true)))
                .thenReturn(GoalAccepted.of(candidate.goalId(), candidate.planId(), Status.QUEUED));
    }

    /** Writes goal and plan down without starting anything, also when a model has to think about it first. */
    public Mono<PlanView> draft(Candidate candidate) {
        return planner.planAtOnce(candidate.tenant(), candidate.goal())
                .switchIfEmpty(Mono.defer(
                        () -> planner.planByModel(candidate.tenant(), candidate.goal(), "goal/" + candidate.goalId())))
                .onErrorMap(WorkFailure.class, GoalAcceptance::unplanned)
                .flatMap(definition -> {
                    PlanAuthor.Written written = write(candidate, definition, Status.DRAFT);
                    return ledger.commit("draft/" + candidate.goalId(), together(candidate, written, Status.DRAFT))
                            .thenReturn(PlanView.of(written.plan(), true, written.tasks()));
                });
    }

    private static Throwable unplanned(WorkFailure failure) {
        return failure.kind() == WorkFailure.Kind.UNAVAILABLE
                ? CommonProblem.UNAVAILABLE.exception(failure.detail())
                : PlanningProblem.MODEL_FAILED.exception(failure.detail()).with("cause", failure.code());
    }

    private Mono<Void> acceptPlanned(Candidate candidate, PlanDefinition definition) {
        PlanAuthor.Written written = write(candidate, definition, Status.QUEUED);
        GoalRecord goal = record(candidate);
        return ledger.commit("accept/" + candidate.goalId(), together(candidate, written, Status.QUEUED))
                .then(started(
                        candidate,
                        () -> runs.begin(candidate.run(), goal, written.plan(), definition, written.tasks())));
    }

    private PlanAuthor.Written write(Candidate candidate, PlanDefinition definition, Status status) {
        return author.write(candidate.tenant(), candidate.goalId(), candidate.planId(), definition, status);
    }

    private static List<Change> together(Candidate candidate, PlanAuthor.Written written, Status status) {
        List<Change> changes = new ArrayList<>();
        changes.add(creation(candidate, status));
        changes.addAll(written.changes());
        return changes;
    }

    private Mono<Void> acceptUnplanned(Candidate candidate) {
        return ledger.commit("accept/" + candidate.goalId(), List.of(creation(candidate, Status.QUEUED)))
                .then(started(candidate, () -> runs.offer(candidate.run(), candidate.goalId())));
    }

    /** The goal is accepted by now, whatever becomes of the start. */
    private static Mono<Void> started(Candidate candidate, Supplier<Mono<Void>> start) {
        return Mono.defer(start)
                .onErrorResume(failure -> InContext.fromRunnable(() -> log.info(
                        "Goal {} is left for L01's events to start: {}", candidate.goalId(), failure.toString())));
    }

    private static Change creation(Candidate candidate, Status status) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("description", candidate.goal().description());
        body.put("success_criteria", candidate.criteria());
        body.put("priority", candidate.priority());
        body.put("status", status.wire());
        body.put("input_artifact_ids", files(candidate));
        body.put("metadata", GoalMetadata.of(candidate.goal(), candidate.planId()));
        return Change.create(Resource.GOALS, candidate.goalId(), body);
    }

    private static List<UUID> files(Candidate candidate) {
        return candidate.goal().files().stream().map(Goal.File::artifactId).toList();
    }

    private GoalRecord record(Candidate candidate) {
        return new GoalRecord(
                candidate.goalId(),
                1,
                clock.instant(),
                null,
                candidate.goal().description(),
                candidate.criteria(),
                Status.QUEUED,
                candidate.priority(),
                files(candidate),
                null,
                JsonNodeFactory.instance.objectNode(),
                null);
    }
}

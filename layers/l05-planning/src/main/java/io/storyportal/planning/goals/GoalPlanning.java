package io.storyportal.planning.goals;

import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.planning.decompose.Planner;
import io.storyportal.planning.execution.LatePlanning;
import io.storyportal.planning.execution.ProgressHub;
import io.storyportal.planning.execution.RunKey;
import io.storyportal.planning.ledger.Change;
import io.storyportal.planning.ledger.Change.Resource;
import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.plans.PlanAuthor;
import io.storyportal.planning.work.WorkFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Plans an accepted goal by a model. While a model cannot be asked the goal waits; one that was asked and gives no plan is
 * asked a few times, as for a task, and then the goal fails.
 */
public final class GoalPlanning implements LatePlanning {
    private static final Logger log = LoggerFactory.getLogger(GoalPlanning.class);

    private static final Retry AGAIN = Retry.backoff(2, Duration.ofMillis(500))
            .filter(failure -> failure instanceof WorkFailure work && work.kind() == WorkFailure.Kind.TRANSIENT)
            .onRetryExhaustedThrow((spec, signal) -> signal.failure());

    private final Planner planner;
    private final PlanAuthor author;
    private final PlanLedger ledger;
    private final ProgressHub hub;
    private final Clock clock;

    public GoalPlanning(Planner planner, PlanAuthor author, PlanLedger ledger, ProgressHub hub, Clock clock) {
        this.planner = planner;
        this.author = author;
        this.ledger = ledger;
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public Mono<Boolean> plan(UUID goalId, RunKey run) {
        return ledger.goal(goalId)
                .flatMap(goal -> goal.status().ended()
                        ? Mono.just(false)
                        : plan(goal, run).onErrorResume(GoalPlanning::hopeless, why -> fail(goal, run, why)))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> plan(GoalRecord goal, RunKey run) {
        return planner.planByModel(run.tenant(), GoalMetadata.read(goal), "goal/" + goal.id())
                .retryWhen(AGAIN)
                .map(plan -> author.write(run.tenant(), goal.id(), run.plan(), plan, Status.QUEUED))
                .flatMap(written -> {
                    List<Change> changes = new ArrayList<>(written.changes());
                    // Fails the batch when the goal was cancelled while the model was thinking.
                    changes.add(Change.patch(
                            Resource.GOALS, goal.id(), goal.version(), Map.of("status", Status.QUEUED.wire())));
                    return ledger.commit("plan/" + run.plan() + "/" + UUID.randomUUID(), changes);
                })
                .doOnSuccess(done -> hub.changed(run.plan()))
                .thenReturn(true);
    }

    private static boolean hopeless(Throwable failure) {
        return switch (failure) {
            case WorkFailure work -> work.kind() != WorkFailure.Kind.UNAVAILABLE;
            case ProblemException problem -> problem.problem().status().is4xxClientError();
            case RemoteProblemException remote -> !remote.isTransient() && remote.status() < 500;
            default -> false;
        };
    }

    private static String message(Throwable why) {
        return why instanceof WorkFailure work && !work.code().isEmpty()
                ? work.code() + ": " + work.detail()
                : String.valueOf(why.getMessage());
    }

    private Mono<Boolean> fail(GoalRecord goal, RunKey run, Throwable why) {
        Map<String, Object> failed = Map.of(
                "status", Status.FAILED.wire(),
                "completed_at", clock.instant().toString(),
                "error", Map.of("message", message(why)));
        return InContext.fromRunnable(() -> log.info("Goal {} gets no plan: {}", goal.id(), why.getMessage()))
                .then(ledger.commit(
                        "unplanned/" + goal.id() + "/" + goal.version(),
                        List.of(Change.patch(Resource.GOALS, goal.id(), goal.version(), failed))))
                .doOnSuccess(done -> hub.changed(run.plan()))
                .thenReturn(false);
    }
}

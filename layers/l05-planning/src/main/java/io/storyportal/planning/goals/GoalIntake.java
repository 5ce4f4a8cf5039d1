package io.storyportal.planning.goals;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.planning.PlanningProblem;
import io.storyportal.planning.ledger.ArtifactRecord;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.plans.PlanView;
import io.storyportal.planning.plans.PlanViews;
import io.storyportal.planning.requests.RepeatedRequests;
import io.storyportal.planning.requests.RepeatedRequests.Sent;
import io.storyportal.planning.requests.RequestTurns.Turn;
import io.storyportal.planning.template.Goal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From a request to an accepted goal: its files looked up, and the same request sent twice taken in once. */
final class GoalIntake {
    private final GoalAcceptance acceptance;
    private final RepeatedRequests requests;
    private final PlanLedger ledger;
    private final PlanViews views;

    GoalIntake(GoalAcceptance acceptance, RepeatedRequests requests, PlanLedger ledger, PlanViews views) {
        this.acceptance = acceptance;
        this.requests = requests;
        this.ledger = ledger;
        this.views = views;
    }

    Mono<GoalAccepted> take(Caller caller, GoalRequest request, @Nullable String key) {
        return files(request).flatMap(files -> take(caller, request, files, key));
    }

    /** @param files already in L01 */
    Mono<GoalAccepted> take(Caller caller, GoalRequest request, List<ArtifactRecord> files, @Nullable String key) {
        return requests.creation(
                new Sent(caller, "", key, fingerprint(request, files)),
                turn -> acceptance.accept(candidate(caller, request, files, turn)),
                turn -> ledger.goal(turn.goalId())
                        .map(there -> GoalAccepted.of(turn.goalId(), turn.planId(), Status.QUEUED)));
    }

    /** Plans the goal and stops there. */
    Mono<PlanView> draft(Caller caller, GoalRequest request, @Nullable String key) {
        return files(request)
                .flatMap(files -> requests.creation(
                        new Sent(caller, "plans/create", key, fingerprint(request, files)),
                        turn -> acceptance.draft(candidate(caller, request, files, turn)),
                        turn -> views.of(caller.tenant(), turn.planId())));
    }

    private static GoalAcceptance.Candidate candidate(
            Caller caller, GoalRequest request, List<ArtifactRecord> files, Turn turn) {
        Goal goal = new Goal(request.description(), named(files), request.slots());
        return new GoalAcceptance.Candidate(
                caller.tenant(), turn.goalId(), turn.planId(), goal, request.criteria(), request.priorityOrUsual());
    }

    private Mono<List<ArtifactRecord>> files(GoalRequest request) {
        return Flux.fromIterable(request.artifacts())
                .flatMapSequential(id -> ledger.artifact(id)
                        .switchIfEmpty(
                                Mono.error(() -> PlanningProblem.UNKNOWN_FILE.exception("There is no artifact " + id))))
                .collectList();
    }

    /** Names are how a plan speaks of its files, so each gets one of its own. */
    private static List<Goal.File> named(List<ArtifactRecord> files) {
        Set<String> taken = new HashSet<>();
        List<Goal.File> named = new ArrayList<>();
        for (ArtifactRecord file : files) {
            String name = file.name();
            for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
                name = "(" + n + ") " + file.name();
            }
            named.add(new Goal.File(name, file.id(), file.contentType(), file.size()));
        }
        return named;
    }

    /** By the files' content, since the same upload sent again has other artifact ids. */
    private static String fingerprint(GoalRequest request, List<ArtifactRecord> files) {
        List<String> contents =
                files.stream().map(file -> file.name() + ":" + file.sha256()).toList();
        String all = List.of(request.description(), request.criteria(), request.priorityOrUsual(), request.slots())
                + "\n" + contents;
        return Sha256.hex(all);
    }
}

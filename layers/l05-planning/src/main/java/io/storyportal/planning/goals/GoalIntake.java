package io.storyportal.planning.goals;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.planning.PlanningProblem;
import io.storyportal.planning.goals.AcceptedGoals.Turn;
import io.storyportal.planning.ledger.ArtifactRecord;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.PlanLedger.StaleVersion;
import io.storyportal.planning.ledger.Refusals;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.plans.PlanView;
import io.storyportal.planning.plans.PlanViews;
import io.storyportal.planning.template.Goal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From a request to an accepted goal: its files looked up, and the same request sent twice taken in once. */
final class GoalIntake {
    private static final Logger LOG = LoggerFactory.getLogger(GoalIntake.class);

    /** Sets the keys of one route apart from those of the other; no header can hold a line's end. */
    private static final String OF_DRAFTS = "plans/create\n";

    private final GoalAcceptance acceptance;
    private final AcceptedGoals accepted;
    private final PlanLedger ledger;
    private final PlanViews views;

    GoalIntake(GoalAcceptance acceptance, AcceptedGoals accepted, PlanLedger ledger, PlanViews views) {
        this.acceptance = acceptance;
        this.accepted = accepted;
        this.ledger = ledger;
        this.views = views;
    }

    Mono<GoalAccepted> take(Caller caller, GoalRequest request, @Nullable String key) {
        return files(request).flatMap(files -> take(caller, request, files, key));
    }

    /** @param files already in L01 */
    Mono<GoalAccepted> take(Caller caller, GoalRequest request, List<ArtifactRecord> files, @Nullable String key) {
        return once(
                new Taken(caller, key, fingerprint(request, files)),
                turn -> acceptance.accept(candidate(caller, request, files, turn)),
                turn -> ledger.goal(turn.goalId())
                        .map(there -> GoalAccepted.of(turn.goalId(), turn.planId(), Status.QUEUED)));
    }

    /** Plans the goal and stops there. */
    Mono<PlanView> draft(Caller caller, GoalRequest request, @Nullable String key) {
        return files(request)
                .flatMap(files -> once(
                        new Taken(caller, key == null ? null : OF_DRAFTS + key, fingerprint(request, files)),
                        turn -> acceptance.draft(candidate(caller, request, files, turn)),
                        turn -> views.of(caller.tenant(), turn.planId())));
    }

    private record Taken(Caller caller, @Nullable String key, String fingerprint) {}

    /**
     * @param accept does it
     * @param there what an earlier try got done; empty for nothing
     */
    private <T> Mono<T> once(Taken request, Function<Turn, Mono<T>> accept, Function<Turn, Mono<T>> there) {
        Caller caller = request.caller();
        String key = request.key();
        if (key == null) {
            return accept.apply(Turn.fresh());
        }
        return accepted.take(caller, key).flatMap(turn -> {
            if (!turn.mine()) {
                return repeated(turn, request.fingerprint(), there);
            }
            Mono<T> anew = Mono.defer(() -> accept.apply(turn))
                    .onErrorResume(
                            StaleVersion.class, stale -> there.apply(turn).switchIfEmpty(Mono.error(stale)));
            return (turn.again() ? there.apply(turn).switchIfEmpty(anew) : anew)
                    .flatMap(answer -> accepted.answered(caller, key, request.fingerprint())
                            .thenReturn(answer))
                    .onErrorResume(failure -> letGo(caller, key, failure).then(Mono.error(failure)));
        });
    }

    private Mono<Void> letGo(Caller caller, String key, Throwable failure) {
        Mono<Void> free = Refusals.isOne(failure) ? accepted.refused(caller, key) : accepted.interrupted(caller, key);
        return free.onErrorResume(lost -> {
            LOG.warn("An idempotency key could not be let go; it frees itself after a minute", lost);
            return Mono.empty();
        });
    }

    private static GoalAcceptance.Candidate candidate(
            Caller caller, GoalRequest request, List<ArtifactRecord> files, Turn turn) {
        Goal goal = new Goal(request.description(), named(files), request.slots());
        return new GoalAcceptance.Candidate(
                caller.tenant(), turn.goalId(), turn.planId(), goal, request.criteria(), request.priorityOrUsual());
    }

    private static <T> Mono<T> repeated(Turn turn, String fingerprint, Function<Turn, Mono<T>> there) {
        if (!turn.answered()) {
            return Mono.error(CommonProblem.IDEMPOTENCY_IN_FLIGHT.exception(
                    "The first request with this key has not been answered yet"));
        }
        return fingerprint.equals(turn.fingerprint())
                ? there.apply(turn)
                        .switchIfEmpty(Mono.error(
                                () -> CommonProblem.NOT_FOUND.exception("Goal " + turn.goalId() + " is gone")))
                : Mono.error(CommonProblem.IDEMPOTENCY_MISMATCH.exception(
                        "The key belongs to goal " + turn.goalId() + ", which was another request"));
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
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}

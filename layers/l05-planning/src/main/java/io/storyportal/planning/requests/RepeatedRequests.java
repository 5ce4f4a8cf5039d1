package io.storyportal.planning.requests;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.planning.PlanningProblem;
import io.storyportal.planning.ledger.PlanLedger.StaleVersion;
import io.storyportal.planning.ledger.Refusals;
import io.storyportal.planning.requests.RequestTurns.Turn;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Carries requests with an Idempotency-Key out once. A retry is answered with what the first one came to as it stands now;
 * with a 409 problem while the first is carried out, and a 422 one when it was another request.
 */
public final class RepeatedRequests {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedRequests.class);

    private final RequestTurns turns;

    public RepeatedRequests(RequestTurns turns) {
        this.turns = turns;
    }

    /**
     * A request as it was sent.
     *
     * @param route sets its keys apart from those of other routes
     * @param fingerprint of the body
     */
    public record Sent(
            Caller caller, String route, @Nullable String key, String fingerprint) {
        /** No header can hold a line's end. The first route there was has keys without its name. */
        private @Nullable String name() {
            return key == null || route.isEmpty() ? key : route + "\n" + key;
        }
    }

    /**
     * Makes a thing under the ids of the turn.
     *
     * @param there what an earlier try got done; empty for nothing
     */
    public <T> Mono<T> creation(Sent request, Function<Turn, Mono<T>> make, Function<Turn, Mono<T>> there) {
        return once(
                request,
                turn -> {
                    Mono<T> anew = Mono.defer(() -> make.apply(turn))
                            .onErrorResume(StaleVersion.class, stale -> there.apply(turn)
                                    .switchIfEmpty(Mono.error(stale)));
                    return turn.again() ? there.apply(turn).switchIfEmpty(anew) : anew;
                },
                turn -> there.apply(turn)
                        .switchIfEmpty(Mono.error(
                                () -> CommonProblem.NOT_FOUND.exception("Goal " + turn.goalId() + " is gone"))));
    }

    /**
     * Moves what is there already.
     *
     * @param now what was moved, as it stands
     * @param reached tells from that whether a try that was cut off got as far as the move
     */
    public <T> Mono<T> move(Sent request, Mono<Void> move, Mono<T> now, Predicate<T> reached) {
        return once(
                request,
                turn -> move.then(now)
                        .onErrorResume(failure -> turn.again() && isIllegal(failure), failure -> now.filter(reached)
                                .switchIfEmpty(Mono.error(failure))),
                turn -> now);
    }

    private static boolean isIllegal(Throwable failure) {
        return failure instanceof ProblemException problem && problem.problem() == PlanningProblem.ILLEGAL_MOVE;
    }

    private <T> Mono<T> once(Sent request, Function<Turn, Mono<T>> carryOut, Function<Turn, Mono<T>> repeated) {
        Caller caller = request.caller();
        String name = request.name();
        if (name == null) {
            return carryOut.apply(Turn.fresh());
        }
        return turns.take(caller, name)
                .flatMap(turn -> turn.mine()
                        ? carryOut.apply(turn)
                                .flatMap(answer -> turns.answered(caller, name, request.fingerprint())
                                        .thenReturn(answer))
                                .onErrorResume(
                                        failure -> letGo(caller, name, failure).then(Mono.error(failure)))
                        : requireAnswered(turn, request).then(Mono.defer(() -> repeated.apply(turn))));
    }

    private static Mono<Void> requireAnswered(Turn turn, Sent request) {
        if (!turn.answered()) {
            return Mono.error(CommonProblem.IDEMPOTENCY_IN_FLIGHT.exception(
                    "The first request with this key has not been answered yet"));
        }
        return request.fingerprint().equals(turn.fingerprint())
                ? Mono.empty()
                : Mono.error(CommonProblem.IDEMPOTENCY_MISMATCH.exception("The key belongs to another request"));
    }

    private Mono<Void> letGo(Caller caller, String name, Throwable failure) {
        Mono<Void> free = Refusals.isOne(failure) ? turns.refused(caller, name) : turns.interrupted(caller, name);
        return free.onErrorResume(lost -> InContext.fromRunnable(
                () -> LOG.warn("An idempotency key could not be let go; it frees itself after a minute", lost)));
    }
}

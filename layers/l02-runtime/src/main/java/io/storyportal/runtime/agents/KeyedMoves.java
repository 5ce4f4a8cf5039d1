package io.storyportal.runtime.agents;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.runtime.agents.RequestKeys.Kept;
import io.storyportal.runtime.agents.RequestKeys.Request;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Moves of agents that may be sent twice. A retry gets the first answer; while the first is carried out, a 409 problem; and
 * when the first was cut off before its answer, the move is made unless it had been made.
 */
public final class KeyedMoves {

    private static final Logger log = LoggerFactory.getLogger(KeyedMoves.class);

    /** Begun and not answered yet. */
    private static final String BEGUN = "";

    /** How often a move was asked for, as far as is known. */
    enum Attempt {
        FIRST,
        AFTER_ONE_CUT_OFF
    }

    private final RequestKeys keys;
    private final JsonMapper json;
    private final Scheduler blocking;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    public KeyedMoves(RequestKeys keys, JsonMapper json, Scheduler blocking) {
        this.keys = keys;
        this.json = json;
        this.blocking = blocking;
    }

    /** @param body what was sent, to tell a retry from another request */
    Mono<AgentView> once(
            Caller caller,
            String route,
            @Nullable String idempotencyKey,
            Record body,
            Function<Attempt, Mono<Agent>> move) {
        return idempotencyKey == null
                ? move.apply(Attempt.FIRST).map(AgentView::of)
                : once(new Request(caller, route, idempotencyKey, body.toString()), move);
    }

    private Mono<AgentView> once(Request request, Function<Attempt, Mono<Agent>> move) {
        return Mono.using(
                () -> enter(request.scope()),
                entered -> blocking(() -> keys.keep(request, BEGUN)).flatMap(kept -> answer(request, kept, move)),
                inFlight::remove);
    }

    private String enter(String scope) {
        if (!inFlight.add(scope)) {
            throw CommonProblem.IDEMPOTENCY_IN_FLIGHT.exception("The first request with this key is being carried out");
        }
        return scope;
    }

    private Mono<AgentView> answer(Request request, Kept kept, Function<Attempt, Mono<Agent>> move) {
        if (!kept.text().equals(BEGUN)) {
            return Mono.fromCallable(() -> json.readValue(kept.text(), AgentView.class));
        }
        return move.apply(kept.fresh() ? Attempt.FIRST : Attempt.AFTER_ONE_CUT_OFF)
                .map(AgentView::of)
                .delayUntil(view -> noted(() -> keys.replace(request, json.writeValueAsString(view))))
                .onErrorResume(KeyedMoves::isRefusal, refusal -> noted(() -> keys.forget(request))
                        .then(Mono.error(refusal)));
    }

    /** Whatever else goes wrong leaves open whether the agent was moved. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ProblemException problem
                && problem.problem().status().is4xxClientError();
    }

    private interface FileWork {
        void run() throws Exception;
    }

    /** The agent has been moved, or not, whether this can be written down or not; a retry looks where it stands. */
    private Mono<Void> noted(FileWork work) {
        return this.<Void>blocking(() -> {
                    work.run();
                    return null;
                })
                .onErrorResume(failure -> InContext.fromRunnable(() ->
                        log.warn("What became of a request cannot be kept for its retries: {}", failure.toString())));
    }

    private <T> Mono<T> blocking(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(blocking);
    }
}

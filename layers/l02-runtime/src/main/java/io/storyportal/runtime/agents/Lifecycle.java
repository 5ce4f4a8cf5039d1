package io.storyportal.runtime.agents;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.runtime.RuntimeProblem;
import io.storyportal.runtime.agents.KeyedMoves.Attempt;
import io.storyportal.runtime.sandbox.EndReason;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.SandboxBackend;
import io.storyportal.runtime.workspace.Workspaces;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What is done to an agent from outside, after it was spawned. */
public final class Lifecycle {

    /** What the agent's director may say; the other moves have requests of their own, because more happens than a change of state. */
    private static final Set<AgentStatus> DIRECTED =
            EnumSet.of(AgentStatus.EXECUTING, AgentStatus.BLOCKED, AgentStatus.COMPLETED, AgentStatus.FAILED);

    /** Where an agent may be after it was resumed. */
    private static final Set<AgentStatus> RESUMED =
            EnumSet.of(AgentStatus.READY, AgentStatus.EXECUTING, AgentStatus.BLOCKED);

    private final Agents agents;
    private final Workspaces workspaces;
    private final SandboxBackend backend;
    private final Scheduler blocking;

    public Lifecycle(Agents agents, Workspaces workspaces, SandboxBackend backend, Scheduler blocking) {
        this.agents = agents;
        this.workspaces = workspaces;
        this.backend = backend;
        this.blocking = blocking;
    }

    /** Running commands are killed: a suspended agent costs nothing, and a half-frozen one could be resumed into a changed world. */
    Mono<Agent> suspend(Caller caller, UUID id, @Nullable String reason, Attempt attempt) {
        return agents.move(caller, id, AgentStatus.SUSPENDED, reason)
                .onErrorResume(
                        madeBefore(attempt), failure -> standing(caller, id, AgentStatus.SUSPENDED::equals, failure))
                .delayUntil(agent -> shut(id, EndReason.SUSPENDED));
    }

    Mono<Agent> resume(Caller caller, UUID id, @Nullable String reason, Attempt attempt) {
        return agents.get(caller, id)
                .flatMap(agent -> agent.status() == AgentStatus.SUSPENDED
                        ? agents.move(
                                caller,
                                id,
                                Objects.requireNonNullElse(agent.suspendedFrom(), AgentStatus.READY),
                                reason)
                        : Mono.error(Agents.illegal(agent, AgentStatus.READY)))
                .onErrorResume(madeBefore(attempt), failure -> standing(caller, id, RESUMED::contains, failure))
                .doOnNext(agent -> backend.reopen(id));
    }

    /** Repeating it is no error, and finishes what a first time that was cut off has left. */
    Mono<Agent> terminate(Caller caller, UUID id, @Nullable String reason) {
        return agents.get(caller, id)
                .flatMap(agent -> agent.status() == AgentStatus.TERMINATED
                        ? Mono.just(agent)
                        : agents.move(caller, id, AgentStatus.TERMINATED, reason))
                .delayUntil(agent -> clear(caller, id));
    }

    private Mono<Void> clear(Caller caller, UUID id) {
        return Mono.fromCallable(() -> workspaces.find(caller.tenant().value(), id))
                .subscribeOn(blocking)
                .flatMap(Mono::justOrEmpty)
                .flatMap(this::clear);
    }

    /** Removes what a terminated agent leaves on this host. */
    Mono<Void> clear(Sandbox sandbox) {
        return shut(sandbox.id(), EndReason.TERMINATED)
                .then(backend.release(sandbox))
                .then(InContext.<Void>fromCallable(() -> {
                            workspaces.remove(sandbox);
                            return null;
                        })
                        .subscribeOn(blocking))
                .then(Mono.fromRunnable(() -> backend.forget(sandbox.id())));
    }

    Mono<Agent> direct(Caller caller, UUID id, AgentStatus to, @Nullable String reason, Attempt attempt) {
        if (!DIRECTED.contains(to)) {
            return agents.get(caller, id)
                    .flatMap(
                            agent -> Mono.error(
                                    CommonProblem.INVALID.exception(
                                            "'to' must be executing, blocked, completed or failed; use /suspend, /resume and /terminate for the rest")));
        }
        return agents.get(caller, id)
                .flatMap(agent -> agent.status() == AgentStatus.SUSPENDED
                        ? Mono.error(RuntimeProblem.ILLEGAL_MOVE.exception("The agent is suspended; resume it first."))
                        : agents.move(caller, id, to, reason))
                .onErrorResume(madeBefore(attempt), failure -> standing(caller, id, to::equals, failure))
                .delayUntil(agent -> agent.status().mayRunCommands()
                        ? Mono.fromRunnable(() -> backend.reopen(id))
                        : shut(id, EndReason.CANCELLED));
    }

    /** A move that is not allowed may be the very one that was made before its answer was lost. */
    private static Predicate<Throwable> madeBefore(Attempt attempt) {
        return failure -> attempt == Attempt.AFTER_ONE_CUT_OFF
                && failure instanceof ProblemException problem
                && problem.problem() == RuntimeProblem.ILLEGAL_MOVE;
    }

    private Mono<Agent> standing(Caller caller, UUID id, Predicate<AgentStatus> there, Throwable failure) {
        return agents.get(caller, id)
                .filter(agent -> there.test(agent.status()))
                .switchIfEmpty(Mono.error(failure));
    }

    /**
     * Killing reads and writes files of the control groups, too slow for an event loop. It is begun at once and not
     * given up when the client goes away: the agent has changed its state by then.
     */
    private Mono<Void> shut(UUID sandbox, EndReason reason) {
        Mono<Void> closed = InContext.<Void>fromRunnable(() -> backend.close(sandbox, reason))
                .subscribeOn(blocking);
        return Mono.deferContextual(
                context -> Mono.fromFuture(closed.contextWrite(context).toFuture(), true));
    }
}

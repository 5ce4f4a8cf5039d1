package io.storyportal.runtime.agents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.runtime.RuntimeProblem;
import io.storyportal.runtime.sandbox.SandboxException;
import io.storyportal.runtime.sandbox.SandboxProblems;
import io.storyportal.runtime.sandbox.Slots;
import java.util.EnumSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Agents by id and their moves, one at a time per agent. What L01 said last is remembered, since this layer alone moves agents; when
 * someone else did after all, the version tells and the move is judged again on what is really there.
 */
public final class Agents {

    private static final int REMEMBERED = 10_000;
    private static final int MOST_IN_LINE = 100;

    private record Key(UUID tenant, UUID agent) {}

    private final AgentFacts facts;
    private final Cache<Key, Agent> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final ConcurrentMap<Key, Line> lines = new ConcurrentHashMap<>();

    /** Where moves of one agent wait for their turns; there only as long as there is one. */
    private static final class Line {
        private final Slots turn = new Slots(1, MOST_IN_LINE);
        private int length;
    }

    public Agents(AgentFacts facts) {
        this.facts = facts;
    }

    /** The agent, or a 404 problem: of another tenant is the same as none. */
    public Mono<Agent> get(Caller caller, UUID id) {
        return find(caller, id)
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("There is no agent " + id)));
    }

    Mono<Agent> find(Caller caller, UUID id) {
        return Mono.defer(() -> {
            Agent known = remembered.getIfPresent(key(caller, id));
            return known != null ? Mono.just(known) : facts.find(id).doOnNext(agent -> remember(caller, agent));
        });
    }

    Mono<Agent> create(Caller caller, Agent agent) {
        return facts.create(agent).doOnNext(created -> remember(caller, created));
    }

    /** Moves the agent, or fails with E2004 when its state does not allow it. */
    Mono<Agent> move(Caller caller, UUID id, AgentStatus to, @Nullable String reason) {
        return inTurn(
                caller, id, Mono.defer(() -> get(caller, id)).flatMap(agent -> record(caller, agent, to, reason)));
    }

    /** Lets a command begin: a ready agent becomes an executing one, any other state but executing refuses. */
    public Mono<Agent> begin(Caller caller, UUID id) {
        return get(caller, id).flatMap(agent -> {
            if (!agent.status().mayRunCommands()) {
                return Mono.error(RuntimeProblem.ILLEGAL_MOVE
                        .exception("The agent is " + agent.status().wire() + "; it runs no commands.")
                        .with("agent_status", agent.status().wire()));
            }
            return agent.status() == AgentStatus.EXECUTING ? Mono.just(agent) : start(caller, id);
        });
    }

    /** Of several first commands one moves the agent, the others find it moved. */
    private Mono<Agent> start(Caller caller, UUID id) {
        return inTurn(
                caller,
                id,
                Mono.defer(() -> get(caller, id))
                        .flatMap(agent -> agent.status() == AgentStatus.EXECUTING
                                ? Mono.just(agent)
                                : record(caller, agent, AgentStatus.EXECUTING, null)));
    }

    Mono<Agent> record(Caller caller, Agent agent, AgentStatus to, @Nullable String reason) {
        if (!agent.status().next().contains(to)) {
            return Mono.error(illegal(agent, to));
        }
        return facts.move(agent, to, reason).doOnNext(moved -> remember(caller, moved));
    }

    <T> Mono<T> inTurn(Caller caller, UUID id, Mono<T> work) {
        Key key = key(caller, id);
        return Mono.using(
                        () -> enter(key), line -> line.turn.holding(work.flux()).next(), line -> leave(key))
                .onErrorMap(SandboxException.class, SandboxProblems::of)
                .doOnError(StaleAgentException.class, stale -> remembered.invalidate(key))
                .retryWhen(Retry.max(2).filter(StaleAgentException.class::isInstance));
    }

    private Line enter(Key key) {
        return lines.compute(key, (same, there) -> {
            Line line = there == null ? new Line() : there;
            line.length++;
            return line;
        });
    }

    private void leave(Key key) {
        lines.computeIfPresent(key, (same, line) -> --line.length == 0 ? null : line);
    }

    /** How many agents are moved or wait for it now. */
    int lines() {
        return lines.size();
    }

    private void remember(Caller caller, Agent agent) {
        remembered.put(key(caller, agent.id()), agent);
    }

    private static Key key(Caller caller, UUID id) {
        return new Key(caller.tenant().value(), id);
    }

    static RuntimeException illegal(Agent agent, AgentStatus to) {
        return RuntimeProblem.ILLEGAL_MOVE
                .exception("The agent is " + agent.status().wire() + " and cannot become " + to.wire() + ".")
                .with("agent_status", agent.status().wire())
                .with(
                        "may_become",
                        agent.status().next().isEmpty()
                                ? EnumSet.noneOf(AgentStatus.class)
                                : agent.status().next().stream()
                                        .map(AgentStatus::wire)
                                        .toList());
    }
}

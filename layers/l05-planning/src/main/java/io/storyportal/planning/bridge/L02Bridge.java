package io.storyportal.planning.bridge;

import io.storyportal.client.l02.api.AgentControllerApi;
import io.storyportal.client.l02.model.AgentAction;
import io.storyportal.client.l02.model.AgentStatus;
import io.storyportal.client.l02.model.SpawnRequest;
import io.storyportal.client.l02.model.Transition;
import io.storyportal.client.l02.model.TrustLevel;
import io.storyportal.client.l02.model.WantedInput;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.planning.work.AgentHost;
import io.storyportal.planning.work.WorkFailure;
import io.storyportal.planning.work.WorkFailure.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** L02 as this layer needs it. */
public final class L02Bridge implements AgentHost {
    /** Putting large input files in place takes its time. */
    private static final Duration SPAWN = Duration.ofMinutes(2);

    private static final String ILLEGAL_MOVE = "E2004";
    private static final String NOT_FOUND = "E2003";
    /** Not for want of another try: a trust level or budget that this host cannot give. */
    private static final Set<String> FINAL = Set.of("E2010", "E2100", "E2101", "E2102", "E2104", "E2105");

    private final AgentControllerApi agents;

    public L02Bridge(Bridges bridges) {
        this.agents = bridges.client("l02", AgentControllerApi.class, SPAWN);
    }

    @Override
    public Mono<Void> spawn(AgentOrder order) {
        SpawnRequest request = new SpawnRequest(order.name())
                .agentId(order.agent())
                .agentType("plan")
                .trustLevel(TrustLevel.fromValue(order.trustLevel()))
                .inputs(order.files().stream()
                        .map(file -> new WantedInput(file.artifactId()).path(file.path()))
                        .toList())
                .metadata(Map.of(
                        "goal_id", order.goal().toString(),
                        "plan_id", order.plan().toString()));
        return done(agents.spawnAgent(Mono.just(request), null));
    }

    @Override
    public Mono<Void> working(UUID agent) {
        Transition begun = new Transition(agent, AgentStatus.EXECUTING).reason("The plan runs");
        return moved(agents.transitionAgent(Mono.just(begun), null));
    }

    @Override
    public Mono<Void> resume(UUID agent) {
        return moved(agents.resumeAgent(Mono.just(new AgentAction(agent).reason("The plan goes on")), null));
    }

    @Override
    public Mono<Void> suspend(UUID agent, String reason) {
        return moved(agents.suspendAgent(Mono.just(new AgentAction(agent).reason(reason)), null));
    }

    @Override
    public Mono<Void> terminate(UUID agent, String reason) {
        return moved(agents.terminateAgent(Mono.just(new AgentAction(agent).reason(reason)), null));
    }

    private static Mono<Void> done(Mono<?> answer) {
        return answer.then().onErrorMap(RemoteFailures::ofWork).onErrorMap(L02Bridge::isFinal, L02Bridge::permanent);
    }

    /** A move that the agent's state does not allow has been made already, or is not needed any more. */
    private static Mono<Void> moved(Mono<?> answer) {
        return done(answer).onErrorResume(L02Bridge::needless, failure -> Mono.empty());
    }

    private static boolean needless(Throwable failure) {
        return failure instanceof WorkFailure work
                && (work.code().equals(ILLEGAL_MOVE) || work.code().equals(NOT_FOUND));
    }

    private static boolean isFinal(Throwable failure) {
        return failure instanceof WorkFailure work && FINAL.contains(work.code());
    }

    private static Throwable permanent(Throwable failure) {
        return failure instanceof WorkFailure work
                ? new WorkFailure(Kind.PERMANENT, work.code(), work.detail())
                : failure;
    }
}

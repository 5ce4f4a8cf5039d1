package io.storyportal.planning.bridge;

import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.planning.work.AgentHost;
import io.storyportal.planning.work.WorkFailure;
import io.storyportal.planning.work.WorkFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** L02 as this layer needs it. */
public final class L02Bridge implements AgentHost {
    /** Putting large input files in place takes its time. */
    private static final Duration SPAWN = Duration.ofMinutes(2);

    private static final String ILLEGAL_MOVE = "E2004";
    private static final String NOT_FOUND = "E2003";
    /** Not for want of another try: a trust level or budget that this host cannot give. */
    private static final Set<String> FINAL = Set.of("E2010", "E2100", "E2101", "E2102", "E2104", "E2105");

    private final RuntimeApi runtime;

    public L02Bridge(Bridges bridges) {
        this.runtime = bridges.client("l02", RuntimeApi.class, SPAWN);
    }

    /** What this layer uses of L02's API. */
    interface RuntimeApi {
        record Spawn(
                UUID agentId,
                String name,
                String agentType,
                String trustLevel,
                List<Input> inputs,
                Map<String, Object> metadata) {}

        record Input(UUID artifactId, String path) {}

        record Action(UUID agentId, String reason) {}

        record Transition(UUID agentId, String to, String reason) {}

        @PostExchange("/spawn")
        Mono<JsonNode> spawn(@RequestBody Spawn request);

        @PostExchange("/resume")
        Mono<JsonNode> resume(@RequestBody Action request);

        @PostExchange("/suspend")
        Mono<JsonNode> suspend(@RequestBody Action request);

        @PostExchange("/terminate")
        Mono<JsonNode> terminate(@RequestBody Action request);

        @PostExchange("/transition")
        Mono<JsonNode> transition(@RequestBody Transition request);
    }

    @Override
    public Mono<Void> spawn(AgentOrder order) {
        List<RuntimeApi.Input> inputs = order.files().stream()
                .map(file -> new RuntimeApi.Input(file.artifactId(), file.path()))
                .toList();
        Map<String, Object> metadata = Map.of(
                "goal_id", order.goal().toString(),
                "plan_id", order.plan().toString());
        return done(runtime.spawn(
                new RuntimeApi.Spawn(order.agent(), order.name(), "plan", order.trustLevel(), inputs, metadata)));
    }

    @Override
    public Mono<Void> working(UUID agent) {
        return moved(runtime.transition(new RuntimeApi.Transition(agent, "executing", "The plan runs")));
    }

    @Override
    public Mono<Void> resume(UUID agent) {
        return moved(runtime.resume(new RuntimeApi.Action(agent, "The plan goes on")));
    }

    @Override
    public Mono<Void> suspend(UUID agent, String reason) {
        return moved(runtime.suspend(new RuntimeApi.Action(agent, reason)));
    }

    @Override
    public Mono<Void> terminate(UUID agent, String reason) {
        return moved(runtime.terminate(new RuntimeApi.Action(agent, reason)));
    }

    private static Mono<Void> done(Mono<JsonNode> answer) {
        return answer.then().onErrorMap(RemoteFailures::ofWork).onErrorMap(L02Bridge::isFinal, L02Bridge::permanent);
    }

    /** A move that the agent's state does not allow has been made already, or is not needed any more. */
    private static Mono<Void> moved(Mono<JsonNode> answer) {
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

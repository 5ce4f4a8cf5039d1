package io.storyportal.planning.execution;

import io.storyportal.planning.work.AgentHost;
import io.storyportal.planning.work.WorkFailure;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** L02 in memory: agents by id, each in one state. */
public final class FakeAgents implements AgentHost {
    private final Map<UUID, String> states = new ConcurrentHashMap<>();
    private volatile @Nullable WorkFailure refusal;

    public void refuse(WorkFailure failure) {
        refusal = failure;
    }

    public @Nullable String state(UUID agent) {
        return states.get(agent);
    }

    @Override
    public Mono<Void> spawn(AgentOrder order) {
        return Mono.defer(() -> {
            if (refusal != null) {
                return Mono.error(refusal);
            }
            states.putIfAbsent(order.agent(), "ready");
            return Mono.empty();
        });
    }

    @Override
    public Mono<Void> working(UUID agent) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> resume(UUID agent) {
        return Mono.fromRunnable(() -> states.replace(agent, "suspended", "ready"));
    }

    @Override
    public Mono<Void> suspend(UUID agent, String reason) {
        return Mono.fromRunnable(() -> states.replace(agent, "ready", "suspended"));
    }

    @Override
    public Mono<Void> terminate(UUID agent, String reason) {
        return Mono.fromRunnable(() -> states.put(agent, "terminated"));
    }
}

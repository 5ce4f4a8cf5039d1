package io.storyportal.runtime.agents;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.workspace.Workspaces;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * After a start, removes the workspaces of agents that were terminated while the layer died before it could clear them. L01 knows which;
 * until it answers nothing is removed.
 */
public final class LeftOvers implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger(LeftOvers.class);
    private static final int AT_ONCE = 2;

    private final Agents agents;
    private final Lifecycle lifecycle;
    private final Workspaces workspaces;
    private final Scheduler blocking;

    public LeftOvers(Agents agents, Lifecycle lifecycle, Workspaces workspaces, Scheduler blocking) {
        this.agents = agents;
        this.lifecycle = lifecycle;
        this.workspaces = workspaces;
        this.blocking = blocking;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        clear().subscribe(
                        null,
                        failure -> log.warn("Workspaces of ended agents were not cleared: {}", failure.toString()));
    }

    Mono<Void> clear() {
        return Mono.fromCallable(workspaces::all)
                .subscribeOn(blocking)
                .flatMapIterable(sandboxes -> sandboxes)
                .flatMap(this::clearIfEnded, AT_ONCE)
                .then();
    }

    private Mono<Void> clearIfEnded(Sandbox sandbox) {
        Caller caller = SystemCaller.of(new TenantId(sandbox.tenant()), "l02");
        return agents.find(caller, sandbox.id())
                .retryWhen(Retry.backoff(10, Duration.ofSeconds(1)).maxBackoff(Duration.ofSeconds(30)))
                .filter(agent -> agent.status() == AgentStatus.TERMINATED)
                .flatMap(agent -> lifecycle.clear(sandbox))
                .contextWrite(caller::write);
    }
}

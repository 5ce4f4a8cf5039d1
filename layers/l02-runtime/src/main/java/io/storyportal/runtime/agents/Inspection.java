package io.storyportal.runtime.agents;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.runtime.sandbox.Availability;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.SandboxBackend;
import io.storyportal.runtime.workspace.DiskUsage;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import io.storyportal.runtime.workspace.Workspaces;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What can be seen of agents. */
public final class Inspection {

    private final AgentFacts facts;
    private final Agents agents;
    private final Workspaces workspaces;
    private final WorkspaceLayout layout;
    private final SandboxBackend backend;
    private final Scheduler blocking;

    public Inspection(
            AgentFacts facts,
            Agents agents,
            Workspaces workspaces,
            WorkspaceLayout layout,
            SandboxBackend backend,
            Scheduler blocking) {
        this.facts = facts;
        this.agents = agents;
        this.workspaces = workspaces;
        this.layout = layout;
        this.backend = backend;
        this.blocking = blocking;
    }

    Mono<AgentPage> list(@Nullable AgentStatus status, @Nullable String type, int limit, @Nullable String cursor) {
        return facts.list(status, type, limit, cursor);
    }

    Mono<AgentState> state(Caller caller, UUID id) {
        return agents.get(caller, id).flatMap(agent -> sandbox(caller, id)
                .flatMap(sandbox ->
                        sandbox.isPresent() ? state(agent, sandbox.get()) : Mono.just(state(agent, null, null))));
    }

    private Mono<AgentState> state(Agent agent, Sandbox sandbox) {
        Mono<Long> disk = Mono.fromCallable(
                        () -> DiskUsage.below(layout.files(sandbox.tenant(), sandbox.id()), Long.MAX_VALUE))
                .subscribeOn(blocking);
        return backend.usage(sandbox).zipWith(disk, (usage, bytes) -> state(agent, usage, bytes));
    }

    private AgentState state(Agent agent, SandboxBackend.@Nullable Usage usage, @Nullable Long diskBytes) {
        return new AgentState(
                agent.id(),
                agent.status(),
                List.copyOf(agent.status().next()),
                agent.trust(),
                SpawnRequest.Limits.of(agent.budgets()),
                backend.running(agent.id()),
                usage == null ? null : usage.cpu().toMillis(),
                usage == null ? null : usage.wall().toMillis(),
                diskBytes,
                agent.updatedAt());
    }

    Mono<AgentHealth> health(Caller caller, UUID id) {
        return agents.get(caller, id).flatMap(agent -> sandbox(caller, id)
                .zipWith(
                        backend.report(),
                        (sandbox, host) -> sandbox.isEmpty()
                                ? health(agent, Availability.no("It has no sandbox.", "Spawn a new agent."))
                                : health(agent, host.of(sandbox.get().trust()))));
    }

    private AgentHealth health(Agent agent, Availability sandbox) {
        int running = backend.running(agent.id());
        if (sandbox.available() && !agent.status().mayRunCommands()) {
            String detail = "The agent is " + agent.status().wire() + " and runs no commands.";
            String remedy = agent.status() == AgentStatus.SUSPENDED ? "Resume it." : "";
            return new AgentHealth(agent.id(), agent.status(), false, running, detail, remedy);
        }
        return new AgentHealth(
                agent.id(), agent.status(), sandbox.available(), running, sandbox.detail(), sandbox.remedy());
    }

    private Mono<Optional<Sandbox>> sandbox(Caller caller, UUID id) {
        return Mono.fromCallable(() -> workspaces.find(caller.tenant().value(), id))
                .subscribeOn(blocking);
    }
}

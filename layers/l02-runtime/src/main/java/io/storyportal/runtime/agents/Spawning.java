package io.storyportal.runtime.agents;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.runtime.RuntimeProblem;
import io.storyportal.runtime.sandbox.Availability;
import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.HostReport;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.SandboxBackend;
import io.storyportal.runtime.sandbox.TrustLevel;
import io.storyportal.runtime.workspace.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Spawns agents: recorded in L01 first (pending), then given a sandbox and its inputs, then ready. Cut off anywhere, the same request
 * goes on from there.
 */
public final class Spawning {

    private final Agents agents;
    private final RequestKeys keys;
    private final BudgetPolicy budgets;
    private final SandboxBackend backend;
    private final Workspaces workspaces;
    private final Staging staging;
    private final Scheduler blocking;
    private final Clock clock;

    public Spawning(
            Agents agents,
            RequestKeys keys,
            BudgetPolicy budgets,
            SandboxBackend backend,
            Workspaces workspaces,
            Staging staging,
            Scheduler blocking,
            Clock clock) {
        this.agents = agents;
        this.keys = keys;
        this.budgets = budgets;
        this.backend = backend;
        this.workspaces = workspaces;
        this.staging = staging;
        this.blocking = blocking;
        this.clock = clock;
    }

    Mono<Agent> spawn(Caller caller, SpawnRequest request, @Nullable String idempotencyKey) {
        return idFor(caller, request, idempotencyKey)
                .flatMap(id -> agents.inTurn(caller, id, Mono.defer(() -> spawn(caller, id, request))));
    }

    private Mono<UUID> idFor(Caller caller, SpawnRequest request, @Nullable String idempotencyKey) {
        UUID id = Objects.requireNonNullElseGet(request.agentId(), Ids::uuid7);
        if (!Ids.isUuid7(id)) {
            return Mono.error(CommonProblem.INVALID.exception("'agent_id' must be a UUIDv7"));
        }
        if (idempotencyKey == null) {
            return Mono.just(id);
        }
        var keyed = new RequestKeys.Request(caller, "spawn", idempotencyKey, request.toString());
        return Mono.fromCallable(() -> keys.keep(keyed, id.toString()))
                .subscribeOn(blocking)
                .map(kept -> UUID.fromString(kept.text()));
    }

    private Mono<Agent> spawn(Caller caller, UUID id, SpawnRequest request) {
        return agents.find(caller, id)
                .flatMap(there -> there.trust() != null && isOf(there, request)
                        ? Mono.just(there)
                        : Mono.error(RuntimeProblem.AGENT_EXISTS.exception(
                                "Agent " + id + " exists with another description.")))
                .switchIfEmpty(
                        Mono.defer(() -> describe(caller, id, request)).flatMap(agent -> agents.create(caller, agent)))
                .flatMap(agent -> agent.status() == AgentStatus.PENDING ? prepare(caller, agent) : Mono.just(agent));
    }

    /** Budgets and paths that the request left open were decided then, and are not compared. */
    private static boolean isOf(Agent there, SpawnRequest request) {
        boolean sameBudgets = there.budgets()
                .asMap()
                .entrySet()
                .containsAll(request.wantedBudgets().asMap().entrySet());
        List<UUID> inputs = inputsOf(request).stream()
                .map(SpawnRequest.WantedInput::artifactId)
                .toList();
        return sameBudgets
                && there.name().equals(request.name())
                && there.type().equals(typeOf(request))
                && there.trust() == request.trust()
                && there.inputs().stream().map(Agent.Input::artifactId).toList().equals(inputs);
    }

    private Mono<Agent> describe(Caller caller, UUID id, SpawnRequest request) {
        return backend.report().flatMap(host -> {
            allow(caller, request.trust(), host);
            Budgets decided = budgets.decide(request.trust(), request.wantedBudgets(), host);
            Instant now = clock.instant();
            return staging.resolve(inputsOf(request), decided)
                    .map(inputs -> new Agent(
                            id,
                            request.name(),
                            typeOf(request),
                            AgentStatus.PENDING,
                            request.trust(),
                            decided,
                            inputs,
                            Objects.requireNonNullElse(request.metadata(), Map.of()),
                            null,
                            0,
                            now,
                            now));
        });
    }

    private static void allow(Caller caller, TrustLevel trust, HostReport host) {
        if (trust == TrustLevel.TRUSTED && !caller.may(Role.ADMIN)) {
            throw RuntimeProblem.TRUSTED_NEEDS_ADMIN.exception("A TRUSTED agent runs on the host itself.");
        }
        Availability level = host.of(trust);
        if (!level.available()) {
            RuntimeProblem problem = trust == TrustLevel.CONFIDENTIAL
                    ? RuntimeProblem.CONFIDENTIAL_UNAVAILABLE
                    : RuntimeProblem.TRUST_LEVEL_UNAVAILABLE;
            throw problem.exception(level.detail() + " " + level.remedy()).with("trust_level", trust.name());
        }
    }

    private Mono<Agent> prepare(Caller caller, Agent agent) {
        TrustLevel trust = Objects.requireNonNull(agent.trust());
        var wanted = new Sandbox(caller.tenant().value(), agent.id(), trust, agent.budgets(), null, agent.createdAt());
        return Mono.fromCallable(() -> workspaces.create(wanted))
                .subscribeOn(blocking)
                .flatMap(sandbox -> staging.fill(workspaces.of(sandbox), agent.inputs()))
                .onErrorResume(Spawning::isFinal, failure -> agents.record(
                                caller, agent, AgentStatus.FAILED, failure.getMessage())
                        .then(Mono.error(failure)))
                .then(Mono.defer(() -> agents.record(caller, agent, AgentStatus.READY, null)));
    }

    /** A refusal stays one; anything else may be different next time, and the agent stays pending for that. */
    private static boolean isFinal(Throwable failure) {
        Set<RuntimeProblem> refusals =
                Set.of(RuntimeProblem.INPUT_UNAVAILABLE, RuntimeProblem.BAD_PATH, RuntimeProblem.DISK_BUDGET_EXCEEDED);
        return failure instanceof ProblemException problem && refusals.contains(problem.problem());
    }

    private static String typeOf(SpawnRequest request) {
        return Objects.requireNonNullElse(request.agentType(), "general");
    }

    private static List<SpawnRequest.WantedInput> inputsOf(SpawnRequest request) {
        return Objects.requireNonNullElse(request.inputs(), List.of());
    }
}

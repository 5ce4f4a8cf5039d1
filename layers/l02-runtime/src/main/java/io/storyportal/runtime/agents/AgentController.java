package io.storyportal.runtime.agents;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.page.Limit;
import io.storyportal.kit.web.page.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Agents over HTTP. */
@RestController
class AgentController {

    private final Spawning spawning;
    private final Lifecycle lifecycle;
    private final KeyedMoves keyed;
    private final Inspection inspection;

    AgentController(Spawning spawning, Lifecycle lifecycle, KeyedMoves keyed, Inspection inspection) {
        this.spawning = spawning;
        this.lifecycle = lifecycle;
        this.keyed = keyed;
        this.inspection = inspection;
    }

    @PostMapping("/spawn")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AgentView> spawnAgent(
            @Valid @RequestBody SpawnRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return spawning.spawn(caller, request, idempotencyKey).map(AgentView::of);
    }

    @PostMapping("/suspend")
    Mono<AgentView> suspendAgent(
            @Valid @RequestBody AgentAction action,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return keyed.once(
                caller,
                "suspend",
                idempotencyKey,
                action,
                attempt -> lifecycle.suspend(caller, action.agentId(), action.reason(), attempt));
    }

    @PostMapping("/resume")
    Mono<AgentView> resumeAgent(
            @Valid @RequestBody AgentAction action,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return keyed.once(
                caller,
                "resume",
                idempotencyKey,
                action,
                attempt -> lifecycle.resume(caller, action.agentId(), action.reason(), attempt));
    }

    @PostMapping("/terminate")
    Mono<AgentView> terminateAgent(
            @Valid @RequestBody AgentAction action,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return keyed.once(
                caller,
                "terminate",
                idempotencyKey,
                action,
                attempt -> lifecycle.terminate(caller, action.agentId(), action.reason()));
    }

    /** For whoever directs the agent: begin (executing), wait (blocked), or end (completed, failed). */
    @PostMapping("/transition")
    Mono<AgentView> transitionAgent(
            @Valid @RequestBody Transition transition,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return keyed.once(
                caller,
                "transition",
                idempotencyKey,
                transition,
                attempt ->
                        lifecycle.direct(caller, transition.agentId(), transition.to(), transition.reason(), attempt));
    }

    @GetMapping("/agents")
    Mono<Page<AgentView>> listAgents(
            @RequestParam(required = false) @Nullable AgentStatus status,
            @RequestParam(name = "agent_type", required = false) @Nullable @Size(max = 100) String agentType,
            @RequestParam(required = false) @Nullable @Min(1) @Max(Limit.MAX) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor) {
        return inspection
                .list(status, agentType, Limit.of(limit), cursor)
                .map(page ->
                        new Page<>(page.agents().stream().map(AgentView::of).toList(), page.nextCursor()));
    }

    @GetMapping("/state/{agent_id}")
    Mono<AgentState> getAgentState(@PathVariable("agent_id") UUID agentId, Caller caller) {
        return inspection.state(caller, agentId);
    }

    @GetMapping("/health/{agent_id}")
    Mono<AgentHealth> getAgentHealth(@PathVariable("agent_id") UUID agentId, Caller caller) {
        return inspection.health(caller, agentId);
    }
}

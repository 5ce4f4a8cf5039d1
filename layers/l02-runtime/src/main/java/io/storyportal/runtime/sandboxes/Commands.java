package io.storyportal.runtime.sandboxes;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.runtime.agents.Agents;
import io.storyportal.runtime.sandbox.Command;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.SandboxBackend;
import io.storyportal.runtime.sandbox.SandboxException;
import io.storyportal.runtime.sandbox.SandboxProblems;
import io.storyportal.runtime.workspace.Workspaces;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Runs a caller's commands: the agent must be one of the caller's tenant and in a state that runs them. */
public final class Commands {

    private final Agents agents;
    private final Workspaces workspaces;
    private final SandboxBackend backend;
    private final Duration longestTimeout;
    private final Scheduler blocking;

    public Commands(
            Agents agents, Workspaces workspaces, SandboxBackend backend, Duration longestTimeout, Scheduler blocking) {
        this.agents = agents;
        this.workspaces = workspaces;
        this.backend = backend;
        this.longestTimeout = longestTimeout;
        this.blocking = blocking;
    }

    Flux<CommandFrame> run(Caller caller, UUID id, ExecRequest request) {
        return Mono.fromCallable(() -> workspaces.find(caller.tenant().value(), id))
                .subscribeOn(blocking)
                .doOnNext(found -> found.ifPresent(sandbox -> Changing.allow(caller, sandbox)))
                .flatMap(found -> agents.begin(caller, id).then(Mono.justOrEmpty(found)))
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("There is no sandbox " + id)))
                .flatMapMany(sandbox -> run(sandbox, request));
    }

    private Flux<CommandFrame> run(Sandbox sandbox, ExecRequest request) {
        Command command = request.toCommand();
        if (command.timeout().compareTo(longestTimeout) > 0) {
            command = command.withTimeout(longestTimeout);
        }
        var frames = new Frames(request.encoding());
        return backend.run(sandbox, command)
                .concatMap(event -> Flux.fromIterable(frames.of(event)))
                .onErrorMap(SandboxException.class, SandboxProblems::of);
    }

    Mono<BackendList> backends() {
        return backend.report().map(BackendList::of);
    }
}

package io.storyportal.runtime.sandbox;

import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs commands in sandboxes. An idle sandbox costs no process, and a backend keeps no fact that a restart would lose. */
public interface SandboxBackend {

    /** CPU and wall time of all commands up to the last that ended. */
    record Usage(Duration cpu, Duration wall) {}

    /** What this host offers now; cheap once the host was found able. */
    Mono<HostReport> report();

    /**
     * Runs the command. Nothing starts before the subscription, and cancelling it kills the process tree.
     * Errors: {@link SandboxException}.
     */
    Flux<CommandEvent> run(Sandbox sandbox, Command command);

    /** Kills what runs in the sandbox (the streams end with this reason) and refuses new commands until it is reopened. */
    void close(UUID sandbox, EndReason reason);

    void reopen(UUID sandbox);

    /** How many commands run in the sandbox now. */
    int running(UUID sandbox);

    /** What the sandbox has used of its budgets so far. */
    Mono<Usage> usage(Sandbox sandbox);

    /** Closes the sandbox for good and frees what the host holds for it beside its workspace. */
    Mono<Void> release(Sandbox sandbox);

    /** Forgets that the sandbox was closed; only when its workspace is gone, because commands may still wait for a place. */
    void forget(UUID sandbox);
}

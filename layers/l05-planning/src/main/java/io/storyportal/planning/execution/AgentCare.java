package io.storyportal.planning.execution;

import io.storyportal.planning.work.AgentHost;
import io.storyportal.planning.work.WorkFailure;
import io.storyportal.planning.work.WorkFailure.Kind;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Gets a plan's agent ready and lets it go again, asking as long as L02 may come back. */
final class AgentCare {
    private final AgentHost host;
    private final Duration patience;

    AgentCare(AgentHost host, Duration patience) {
        this.host = host;
        this.patience = patience;
    }

    /** Completes when the agent is there with its files, whoever asked for it first. */
    Mono<Void> ready(RunContext run) {
        var order = new AgentHost.AgentOrder(
                run.agent(),
                run.definition().name(),
                run.definition().trustLevel(),
                run.definition().files(),
                run.goal(),
                run.plan());
        Mono<Void> spawned = host.spawn(order);
        return asked(run.fresh() ? spawned : spawned.then(host.resume(run.agent())))
                .then(Mono.deferContextual(context -> {
                    // Nobody waits for it: a watcher's view is not worth a round trip of the plan's time.
                    host.working(run.agent()).contextWrite(context).subscribe(told -> {}, failure -> {});
                    return Mono.empty();
                }));
    }

    Mono<Void> suspended(RunContext run) {
        return asked(host.suspend(run.agent(), "The plan is paused"));
    }

    Mono<Void> gone(RunContext run, String reason) {
        return asked(host.terminate(run.agent(), reason));
    }

    private Mono<Void> asked(Mono<Void> request) {
        return request.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
                        .maxBackoff(Duration.ofSeconds(2))
                        .filter(TaskCalls::unavailable))
                .timeout(patience)
                .onErrorMap(
                        TimeoutException.class,
                        e -> new WorkFailure(
                                Kind.TRANSIENT, "", "the runtime did not answer for " + patience.toSeconds() + " s"));
    }
}

package io.storyportal.planning.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which plans have work to do and who does it. Working state that several replicas share; every fact about a plan is in
 * L01, and a lost row comes back from its events.
 */
public interface RunStore {

    /** Makes a run that anybody may claim, unless there is one already. */
    Mono<Void> offer(RunKey run, UUID goal);

    /** Makes a run held by {@code owner} from the start; empty when there is one already. */
    Mono<Lease> begin(RunKey run, UUID goal, String owner, Duration hold);

    /** Takes up to {@code limit} runs that are due and nobody holds, whatever their tenant. */
    Flux<Lease> claim(String owner, int limit, Duration hold);

    /** Holds on to what {@code owner} has: the runs still held, with the present value of their attention counters. */
    Mono<Map<RunKey, Lease>> renew(String owner, List<RunKey> held, Duration hold);

    /** Something outside changed the plan: whoever holds the run has to look, and a finished one is due again. */
    Mono<Void> nudge(RunKey run, UUID goal);

    /** Lets go of a run that is not finished. */
    Mono<Void> release(Lease lease, Duration notBefore);

    /** The run has nothing more to do. False when the lease was lost or somebody nudged meanwhile: then it is due again. */
    Mono<Boolean> finish(Lease lease);

    /** Forgets runs that finished before {@code age} ago, and answers that need not be repeated any more. */
    Mono<Long> purge(Duration age);
}

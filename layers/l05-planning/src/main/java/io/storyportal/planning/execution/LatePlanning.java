package io.storyportal.planning.execution;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Makes the plan of a goal that was accepted before it had one, because a model has to think about it first. */
public interface LatePlanning {

    /**
     * True when L01 now has the plan and its tasks; false when there will be none, because the goal ended or has failed
     * for want of a plan.
     */
    Mono<Boolean> plan(UUID goal, RunKey run);
}

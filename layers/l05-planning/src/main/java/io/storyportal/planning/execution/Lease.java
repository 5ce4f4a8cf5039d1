package io.storyportal.planning.execution;

import java.util.UUID;

/**
 * The right to advance a run until it expires.
 *
 * @param generation rises with each claim: who holds an older one has lost the run
 * @param attention value of the run's attention counter when it was claimed
 */
public record Lease(RunKey run, UUID goal, long generation, long attention) {}

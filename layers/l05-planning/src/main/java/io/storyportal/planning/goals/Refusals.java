package io.storyportal.planning.goals;

import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.kit.web.problem.ProblemException;

/** Tells failures that say "no" from those that leave open whether the goal was taken in. */
final class Refusals {
    /** L01 is still busy with the first of two equal requests. */
    private static final String IN_FLIGHT = "E1017";

    private Refusals() {}

    static boolean isOne(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem.problem().status().is4xxClientError();
            case RemoteProblemException remote ->
                !remote.isTransient() && !remote.code().equals(IN_FLIGHT) && isOne(remote.problem());
            default -> false;
        };
    }
}

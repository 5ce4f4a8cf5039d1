package io.storyportal.planning.ledger;

import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;

/** Tells failures that say "no" from those that leave open whether L01 did what was asked. */
public final class Refusals {

    private Refusals() {}

    /** The same request again would be refused again. */
    public static boolean isOne(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem.problem().status().is4xxClientError();
            case RemoteProblemException remote ->
                !remote.isTransient() && !isInFlight(remote) && isOne(remote.problem());
            default -> false;
        };
    }

    /** L01 is still busy with the first of two equal requests. */
    public static boolean isInFlight(RemoteProblemException remote) {
        return remote.code().equals(CommonProblem.IDEMPOTENCY_IN_FLIGHT.code());
    }
}

package io.storyportal.data.resources;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;

/** What only the platform's own services may ask. */
public final class Services {

    private static final String DOOR = "l09";

    private Services() {}

    /** Refuses people and programs, also those that the door speaks for. */
    public static void require(Caller caller) {
        if (caller.service() == null || caller.service().equals(DOOR)) {
            throw CommonProblem.FORBIDDEN.exception("Only the platform's services may ask for this");
        }
    }

    public static void requireDoor(Caller caller) {
        if (!DOOR.equals(caller.service())) {
            throw CommonProblem.FORBIDDEN.exception("Only the API gateway may ask for this");
        }
    }
}

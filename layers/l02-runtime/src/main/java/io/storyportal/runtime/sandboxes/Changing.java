package io.storyportal.runtime.sandboxes;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.runtime.RuntimeProblem;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.TrustLevel;

/** Who may change what is in a sandbox: run commands there, write and delete its files. */
final class Changing {

    private Changing() {}

    /** A TRUSTED sandbox is the host itself, whoever spawned it. */
    static void allow(Caller caller, Sandbox sandbox) {
        caller.require(Role.DEVELOPER);
        if (sandbox.trust() == TrustLevel.TRUSTED && !caller.may(Role.ADMIN)) {
            throw RuntimeProblem.TRUSTED_NEEDS_ADMIN.exception("A TRUSTED agent runs on the host itself.");
        }
    }
}

package io.storyportal.runtime.local;

import io.storyportal.runtime.sandbox.Budget;
import io.storyportal.runtime.sandbox.Sandbox;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** The host's control groups, as far as this process may write them. One group per sandbox carries the budgets, one below it per command. */
interface ControlGroups {

    /** The budgets these groups enforce, each with the mechanism's name. */
    Map<Budget, String> enforces();

    /**
     * Makes the group of one command, and its sandbox's above it with the budgets set.
     *
     * @param overhead processes that the sandbox itself needs beside the agent's
     */
    CommandGroup open(Sandbox sandbox, String command, long overhead) throws IOException;

    /** Removes the sandbox's group, killing what is in it. */
    void release(UUID sandbox);

    /** Kills and removes what an earlier process of this layer left. */
    void sweep();

    /** Removes this layer's own groups. */
    void close();

    /** No group is writable here. */
    static ControlGroups none() {
        return new ControlGroups() {
            @Override
            public Map<Budget, String> enforces() {
                return Map.of();
            }

            @Override
            public CommandGroup open(Sandbox sandbox, String command, long overhead) {
                return CommandGroup.NONE;
            }

            @Override
            public void release(UUID sandbox) {}

            @Override
            public void sweep() {}

            @Override
            public void close() {}
        };
    }
}

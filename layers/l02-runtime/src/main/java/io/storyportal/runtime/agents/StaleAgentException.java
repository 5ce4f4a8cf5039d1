package io.storyportal.runtime.agents;

/** The agent was changed by someone else since it was read. */
public final class StaleAgentException extends RuntimeException {

    public StaleAgentException(Throwable cause) {
        super("The agent has changed since it was read", cause);
    }
}

package io.storyportal.runtime.agents;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where an agent is in its life, and where it may go from there. */
public enum AgentStatus {
    /** Recorded; its workspace is being filled. */
    @JsonProperty("pending")
    PENDING,
    /** May run commands and has not yet. */
    @JsonProperty("ready")
    READY,
    /** Has run its first command or was told to begin. */
    @JsonProperty("executing")
    EXECUTING,
    /** Runs nothing until resumed; goes back to where it was. */
    @JsonProperty("suspended")
    SUSPENDED,
    /** Waits for something outside. */
    @JsonProperty("blocked")
    BLOCKED,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("failed")
    FAILED,
    /** The end; its workspace is gone. */
    @JsonProperty("terminated")
    TERMINATED;

    public Set<AgentStatus> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(READY, FAILED, TERMINATED);
            case READY -> EnumSet.of(EXECUTING, SUSPENDED, COMPLETED, FAILED, TERMINATED);
            case EXECUTING -> EnumSet.of(COMPLETED, FAILED, BLOCKED, SUSPENDED, TERMINATED);
            case SUSPENDED -> EnumSet.of(READY, EXECUTING, BLOCKED, TERMINATED);
            case BLOCKED -> EnumSet.of(EXECUTING, COMPLETED, FAILED, SUSPENDED, TERMINATED);
            case COMPLETED, FAILED -> EnumSet.of(TERMINATED);
            case TERMINATED -> EnumSet.noneOf(AgentStatus.class);
        };
    }

    public boolean mayRunCommands() {
        return this == READY || this == EXECUTING;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for anything but a status as it is written on the wire */
    public static AgentStatus ofWire(String text) {
        for (AgentStatus status : values()) {
            if (status.wire().equals(text)) {
                return status;
            }
        }
        throw new IllegalArgumentException("No such status");
    }
}

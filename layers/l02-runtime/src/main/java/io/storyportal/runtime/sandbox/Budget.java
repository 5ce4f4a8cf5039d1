package io.storyportal.runtime.sandbox;

import java.util.Locale;

/** The budgets of an agent. Each is enforced by something named in {@link HostReport}, or refused. */
public enum Budget {
    CPU_SECONDS,
    MEMORY_MB,
    PROCESSES,
    DISK_MB,
    WALL_SECONDS;

    /** As in requests and answers. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

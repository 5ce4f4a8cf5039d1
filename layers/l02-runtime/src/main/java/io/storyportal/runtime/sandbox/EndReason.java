package io.storyportal.runtime.sandbox;

/** Why a command ended. */
public enum EndReason {
    /** By itself, with whatever exit code. */
    EXITED,
    TIMEOUT,
    CPU_BUDGET,
    MEMORY_BUDGET,
    DISK_BUDGET,
    WALL_BUDGET,
    OUTPUT_LIMIT,
    /** The caller went away. */
    CANCELLED,
    SUSPENDED,
    TERMINATED,
    /** The layer itself is stopping. */
    DRAINED
}

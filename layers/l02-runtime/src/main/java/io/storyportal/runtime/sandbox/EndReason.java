package io.storyportal.runtime.sandbox;

/** Why a command ended. */
public enum EndReason {
    /** By itself, with whatever exit code. */
    EXITED,
    /** The sandbox could not be set up, so the program never ran; why is on stderr. */
    START_FAILED,
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

package io.storyportal.runtime.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The control group (one directory in version 2, one per controller in version 1) that a command and all its descendants are in. */
interface CommandGroup {

    CommandGroup NONE = new CommandGroup() {};

    /** The files a process writes its id to in order to enter. */
    default List<Path> entries() {
        return List.of();
    }

    /** CPU time used so far; empty where no controller counts it. */
    default Optional<Duration> cpu() {
        return Optional.empty();
    }

    /** Whether the kernel killed a process of the group for want of memory. */
    default boolean ranOutOfMemory() {
        return false;
    }

    default List<Long> processes() {
        return List.of();
    }

    /** Kills every process in the group, also those that have left their parents. */
    default void kill() {}

    default void remove() {}
}

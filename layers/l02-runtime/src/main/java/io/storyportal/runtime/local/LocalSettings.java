package io.storyportal.runtime.local;

import java.time.Duration;

/**
 * @param commands run at once on this host
 * @param commandsPerSandbox run at once in one sandbox
 * @param waiting may wait for either; the next is refused
 * @param watchEvery between two looks at a command's deadline, CPU time and memory
 * @param freeDiskBytes that must stay free on the host; commands that write are ended before it is gone
 */
public record LocalSettings(
        int commands, int commandsPerSandbox, int waiting, long outputBytes, Duration watchEvery, long freeDiskBytes) {}

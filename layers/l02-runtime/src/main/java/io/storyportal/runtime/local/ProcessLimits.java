package io.storyportal.runtime.local;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits the kernel holds each process to, set in the last step before the program so that the sandbox's own helpers are not counted.
 * Null: no such limit.
 *
 * @param processes counted per user and user namespace (Linux 5.14 and later)
 */
record ProcessLimits(
        @Nullable Long processes,
        @Nullable Long fileBytes,
        @Nullable Long cpuSeconds) {

    private static final int OPEN_FILES = 1024;

    List<String> prefix(String prlimit) {
        var words = new ArrayList<String>(List.of(prlimit, "--core=0:0", "--nofile=" + OPEN_FILES + ":" + OPEN_FILES));
        add(words, "nproc", processes);
        add(words, "fsize", fileBytes);
        add(words, "cpu", cpuSeconds);
        words.add("--");
        return words;
    }

    private static void add(List<String> words, String name, @Nullable Long value) {
        if (value != null) {
            words.add("--" + name + "=" + value + ":" + value);
        }
    }
}

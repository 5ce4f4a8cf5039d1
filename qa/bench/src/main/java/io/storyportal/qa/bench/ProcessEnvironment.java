package io.storyportal.qa.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The environment that a process was started with, from {@code /proc}. */
record ProcessEnvironment(long pid) {

    String variable(String name) throws IOException {
        var all = Files.readString(Path.of("/proc", "" + pid, "environ"), StandardCharsets.UTF_8);
        for (var entry : all.split("\0")) {
            if (entry.startsWith(name + "=")) {
                return entry.substring(name.length() + 1);
            }
        }
        throw new IllegalStateException("Process " + pid + " has no " + name);
    }
}

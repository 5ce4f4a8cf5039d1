package io.storyportal.qa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** CPU time of a process in seconds, user and system together, from {@code /proc/<pid>/stat}: see proc(5). */
record ProcessCpu(long pid) {

    /** What Linux shows to programs counts in hundredths, whatever the kernel's own clock does. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER = 11;
    private static final int CHILDREN_USER = 13;

    double own() throws IOException {
        return sum(stat(), USER);
    }

    /** Of children that ended and were waited for. */
    double endedChildren() throws IOException {
        return sum(stat(), CHILDREN_USER);
    }

    /** With its children, those that ended too. No child may end meanwhile: it would count twice, or not at all. */
    double withChildren() throws IOException {
        while (true) {
            var ended = endedChildren();
            var living = ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::children)
                    .map(ProcessHandle::pid)
                    .toList();
            var sum = own() + ended + ofLiving(living);
            if (endedChildren() == ended) {
                return sum;
            }
        }
    }

    private static double ofLiving(List<Long> pids) throws IOException {
        var sum = 0.0;
        for (var each : pids) {
            try {
                sum += new ProcessCpu(each).own();
            } catch (NoSuchFileException e) {
                // It ended just now: the caller sees that and counts again.
            }
        }
        return sum;
    }

    private String stat() throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/stat"));
    }

    /** The field and the one after it, counted from behind the name, which may hold anything. */
    static double sum(String stat, int field) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) / TICKS_PER_SECOND;
    }
}

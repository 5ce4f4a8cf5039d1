package io.storyportal.runtime.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes of one command. In a sandbox the end of the first process ends its process namespace and so all of them. A TRUSTED
 * command has no such namespace: its control group finds all its processes, and where there is none, descent and the mark that every
 * process inherits in its environment do.
 */
record ProcessTree(Process first, CommandGroup group, String mark) {

    static final String MARK = "PORTAL_COMMAND";
    private static final int ROUNDS = 5;

    List<Long> processes() {
        List<Long> inGroup = group.processes();
        return inGroup.isEmpty() ? first.descendants().map(ProcessHandle::pid).toList() : inGroup;
    }

    void kill() {
        List<ProcessHandle> descendants = first.descendants().toList();
        first.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        group.kill();
    }

    /** Kills what outlived the first process by leaving its session or parents. */
    void killLeftOver() {
        if (!group.entries().isEmpty()) {
            group.kill();
            return;
        }
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> marked = marked();
            if (marked.isEmpty()) {
                return;
            }
            marked.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private List<ProcessHandle> marked() {
        byte[] wanted = (MARK + "=" + mark).getBytes(StandardCharsets.UTF_8);
        var marked = new ArrayList<ProcessHandle>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                environmentHas(process, wanted).ifPresent(marked::add);
            }
        } catch (IOException e) {
            return List.of();
        }
        return marked;
    }

    private static Optional<ProcessHandle> environmentHas(Path process, byte[] wanted) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            String entry = new String(wanted, StandardCharsets.ISO_8859_1);
            return environment.contains(entry)
                    ? ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

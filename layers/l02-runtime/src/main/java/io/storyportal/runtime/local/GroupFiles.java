package io.storyportal.runtime.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reading and writing the pseudo files of a control group. */
final class GroupFiles {

    private static final Logger log = LoggerFactory.getLogger(GroupFiles.class);
    private static final int KILL_ROUNDS = 50;

    private GroupFiles() {}

    static void write(Path file, String value) throws IOException {
        Files.writeString(file, value);
    }

    static OptionalLong number(Path file) {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The number behind a key in a file of "key number" lines. */
    static OptionalLong number(Path file, String key) {
        try {
            return Files.readString(file)
                    .lines()
                    .map(line -> line.split(" "))
                    .filter(words -> words.length == 2 && words[0].equals(key))
                    .mapToLong(words -> Long.parseLong(words[1]))
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    static List<Long> processes(Path group) {
        try {
            return Files.readString(group.resolve("cgroup.procs"))
                    .lines()
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Kills until the group is empty: a process forked between reading and killing is met in the next round. */
    static void kill(Path group) {
        for (int round = 0; round < KILL_ROUNDS; round++) {
            List<Long> processes = processes(group);
            if (processes.isEmpty()) {
                return;
            }
            for (Long process : processes) {
                ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
            }
            Thread.onSpinWait();
        }
        log.debug(
                "Group {} still lists processes after {} rounds; the kernel is still reaping them", group, KILL_ROUNDS);
    }

    /** Removes the group and those below it; one that still has dying processes is left for the next release or sweep. */
    static void remove(Path group) {
        for (Path child : children(group)) {
            remove(child);
        }
        try {
            Files.deleteIfExists(group);
        } catch (IOException e) {
            log.debug("Group {} is not empty yet", group);
        }
    }

    static List<Path> children(Path group) {
        var children = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(group, Files::isDirectory)) {
            entries.forEach(children::add);
        } catch (IOException e) {
            // Not there: no children.
        }
        return children;
    }

    static void killAndRemove(Path group) {
        children(group).forEach(GroupFiles::killAndRemove);
        kill(group);
        remove(group);
    }
}

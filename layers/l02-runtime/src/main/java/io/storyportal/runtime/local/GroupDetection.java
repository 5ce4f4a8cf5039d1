package io.storyportal.runtime.local;

import io.storyportal.runtime.local.GroupsV1.Controller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds control groups this process can really use: it makes a group, sets what has to be set, and moves a process in. Mount options
 * and owners alone tell too little (namespaces, delegation, a read-only mount in a container).
 *
 * @param name of this layer's group, different for every fleet on the host
 */
record GroupDetection(Path mountInfo, Path ownGroups, String name) {

    private static final Logger log = LoggerFactory.getLogger(GroupDetection.class);

    static GroupDetection ofThisProcess(String name) {
        return new GroupDetection(Path.of("/proc/self/mountinfo"), Path.of("/proc/self/cgroup"), name);
    }

    ControlGroups find() {
        try {
            Map<String, Path> mounts = mounts();
            Map<String, String> own = own();
            ControlGroups second = versionTwo(mounts.get("2"), own.get(""));
            return second != null ? second : versionOne(mounts, own);
        } catch (IOException | RuntimeException e) {
            log.debug("No control groups: {}", e.toString());
            return ControlGroups.none();
        }
    }

    private @Nullable ControlGroups versionTwo(@Nullable Path mount, @Nullable String own) {
        if (mount == null || own == null) {
            return null;
        }
        // A group with processes cannot hand controllers down, so the base is a sibling of ours or of one of our
        // ancestors.
        for (Path parent = below(mount, own); parent != null && parent.startsWith(mount); parent = parent.getParent()) {
            Path base = parent.resolve(name);
            try {
                if (!Files.readString(parent.resolve("cgroup.controllers")).contains("memory")) {
                    return null;
                }
                GroupFiles.write(parent.resolve("cgroup.subtree_control"), GroupsV2.CONTROLLERS);
                Files.createDirectories(base);
                GroupFiles.write(base.resolve("cgroup.subtree_control"), GroupsV2.CONTROLLERS);
                if (accepts(base)) {
                    return new GroupsV2(base);
                }
            } catch (IOException e) {
                log.debug("Control group {} cannot be used: {}", parent, e.toString());
            }
            GroupFiles.remove(base);
        }
        return null;
    }

    private ControlGroups versionOne(Map<String, Path> mounts, Map<String, String> own) {
        var bases = new EnumMap<Controller, Path>(Controller.class);
        for (Controller controller : Controller.values()) {
            Path mount = mounts.get(controller.key);
            String path = own.get(controller.key);
            if (mount == null || path == null) {
                continue;
            }
            Path base = below(mount, path).resolve(name);
            try {
                Files.createDirectories(base);
                if (accepts(base)) {
                    bases.put(controller, base);
                }
            } catch (IOException e) {
                log.debug("Control group {} cannot be used: {}", base, e.toString());
            }
        }
        return bases.isEmpty() ? ControlGroups.none() : new GroupsV1(bases);
    }

    /** Inside a container the path of the own group may lead above what is mounted; the mount itself is then the own group. */
    private static Path below(Path mount, String own) {
        Path path = mount.resolve(own.substring(1)).normalize();
        return path.startsWith(mount) && Files.isDirectory(path) ? path : mount;
    }

    private static boolean accepts(Path base) throws IOException {
        Path probe = base.resolve("probe");
        Files.createDirectories(probe);
        try {
            Process process = new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "echo $$ > \"$1\"",
                            "probe",
                            probe.resolve("cgroup.procs").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            GroupFiles.remove(probe);
        }
    }

    /** Mount points by controller; the tree of version 2 under "2". */
    private Map<String, Path> mounts() throws IOException {
        var mounts = new HashMap<String, Path>();
        for (String line : Files.readAllLines(mountInfo)) {
            List<String> words = List.of(line.split(" "));
            int separator = words.indexOf("-");
            if (separator < 0 || words.size() < separator + 4) {
                continue;
            }
            Path mount = Path.of(words.get(4));
            switch (words.get(separator + 1)) {
                case "cgroup2" -> mounts.putIfAbsent("2", mount);
                case "cgroup" ->
                    List.of(words.get(separator + 3).split(",")).forEach(option -> mounts.putIfAbsent(option, mount));
                default -> {}
            }
        }
        return mounts;
    }

    /** The own group by controller; version 2 under the empty name. */
    private Map<String, String> own() throws IOException {
        var own = new HashMap<String, String>();
        for (String line : Files.readAllLines(ownGroups)) {
            String[] parts = line.split(":", 3);
            for (String controller : parts[1].split(",")) {
                own.put(controller, parts[2]);
            }
        }
        return own;
    }
}

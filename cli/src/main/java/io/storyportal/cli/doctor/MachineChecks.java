package io.storyportal.cli.doctor;

import io.storyportal.cli.fleet.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** JDK, memory, disk. */
final class MachineChecks {

    private static final int JDK = 25;
    private static final long MEBIBYTE = 1L << 20;
    private static final long MEMORY_MIB = 3000;
    private static final long DISK_MIB = 2000;
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    private MachineChecks() {}

    static List<Finding> all(Path root, Home home) {
        return List.of(jdk(), memory(), disk(Files.exists(home.folder()) ? home.folder() : root));
    }

    private static Finding jdk() {
        var version = Runtime.version();
        var detail = version + " in " + System.getProperty("java.home");
        return version.feature() >= JDK
                ? Finding.ok("JDK", detail)
                : Finding.fail("JDK", detail, "Install a JDK 25 and set JAVA_HOME to it");
    }

    private static Finding memory() {
        try {
            var matcher = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
            if (!matcher.find()) {
                return Finding.warn("Memory", "unknown", "");
            }
            var available = Long.parseLong(matcher.group(1)) / 1024;
            return available >= MEMORY_MIB
                    ? Finding.ok("Memory", available + " MiB available")
                    : Finding.warn(
                            "Memory",
                            available + " MiB available; the fleet uses about 2 GiB",
                            "Close what you do not need, or lower 'heap' in layers.yaml");
        } catch (IOException e) {
            return Finding.warn("Memory", "cannot be read: " + e.getMessage(), "");
        }
    }

    private static Finding disk(Path folder) {
        try {
            var free = Files.getFileStore(folder).getUsableSpace() / MEBIBYTE;
            return free >= DISK_MIB
                    ? Finding.ok("Disk", free + " MiB free for " + folder)
                    : Finding.warn("Disk", "only " + free + " MiB free for " + folder, "Free some space");
        } catch (IOException e) {
            return Finding.warn("Disk", "cannot be read: " + e.getMessage(), "");
        }
    }
}

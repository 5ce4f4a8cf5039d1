package io.storyportal.runtime.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The programs the backend starts, by absolute path: the PATH of the layer's process decides nothing.
 *
 * @param root whether this process may change to another user, so that each sandbox gets its own
 */
record HostTools(
        @Nullable Path bubblewrap,
        @Nullable Path prlimit,
        @Nullable Path setpriv,
        Set<String> bubblewrapOptions,
        boolean root) {

    private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/local/bin"));

    /** Without these a sandbox would have an unbounded temporary folder or the layer's environment. */
    private static final Set<String> NEEDED_OPTIONS =
            Set.of("--clearenv", "--size", "--args", "--json-status-fd", "--seccomp", "--new-session");

    static HostTools find() {
        Path bubblewrap = program("bwrap");
        return new HostTools(
                bubblewrap,
                program("prlimit"),
                program("setpriv"),
                bubblewrap == null ? Set.of() : options(bubblewrap),
                mayChangeUser());
    }

    Set<String> missingOptions() {
        return NEEDED_OPTIONS.stream()
                .filter(option -> !bubblewrapOptions.contains(option))
                .collect(Collectors.toSet());
    }

    private static @Nullable Path program(String name) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static Set<String> options(Path bubblewrap) {
        try {
            Process process = new ProcessBuilder(bubblewrap.toString(), "--help")
                    .redirectErrorStream(true)
                    .start();
            String help = new String(process.getInputStream().readAllBytes());
            process.waitFor(5, TimeUnit.SECONDS);
            return Arrays.stream(help.split("\\s+"))
                    .filter(word -> word.startsWith("--"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }

    /** User 0 with CAP_SETUID (bit 7): root in a container that dropped its capabilities cannot change user. */
    private static boolean mayChangeUser() {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
            boolean userZero = field(status, "Uid:")
                    .map(ids -> ids.split("\\s+")[1].equals("0"))
                    .orElse(false);
            long capabilities = field(status, "CapEff:")
                    .map(hex -> Long.parseUnsignedLong(hex, 16))
                    .orElse(0L);
            return userZero && (capabilities & (1L << 7)) != 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> field(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst();
    }
}

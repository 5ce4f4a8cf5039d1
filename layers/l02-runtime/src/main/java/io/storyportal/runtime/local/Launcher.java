package io.storyportal.runtime.local;

import io.storyportal.runtime.sandbox.Command;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.TrustLevel;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a command into a process: {@code sh} enters the control group and opens what bwrap needs, {@code setpriv} drops to the sandbox's
 * user, {@code bwrap} builds the room, {@code prlimit} sets the limits and becomes the program. Arguments and environment travel in a
 * private file, since command lines can be read by every user of a host.
 */
final class Launcher {

    private static final String SCRIPT = script();

    private final WorkspaceLayout layout;
    private final HostTools tools;
    private final @Nullable SystemCalls calls;

    Launcher(WorkspaceLayout layout, HostTools tools, @Nullable SystemCalls calls) {
        this.layout = layout;
        this.tools = tools;
        this.calls = calls;
    }

    /** Empties and fills the folder for running commands. */
    void prepare() throws IOException {
        Path run = layout.run();
        Files.createDirectories(run);
        try (var old = Files.newDirectoryStream(run)) {
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        }
        // Others may pass through the folder (bwrap runs as the sandbox's user) but not list it.
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx--x--x"));
        publish(run.resolve("passwd"), "agent:x:1000:1000:agent:" + BubblewrapArguments.WORKSPACE + ":/bin/sh\n");
        publish(run.resolve("group"), "agent:x:1000:\n");
        if (calls != null) {
            Files.write(filter(TrustLevel.STANDARD), SeccompFilter.compile(calls, true));
            Files.write(filter(TrustLevel.UNTRUSTED), SeccompFilter.compile(calls, false));
        }
    }

    private static void publish(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private Path filter(TrustLevel trust) {
        return layout.run().resolve(trust + ".bpf");
    }

    Path report(String id) {
        return layout.run().resolve(id + ".report");
    }

    private Path arguments(String id) {
        return layout.run().resolve(id + ".arguments");
    }

    void forget(String id) {
        try {
            Files.deleteIfExists(report(id));
            Files.deleteIfExists(arguments(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process start(String id, Sandbox sandbox, Command command, ProcessLimits limits, CommandGroup group)
            throws IOException {
        Path files = layout.files(sandbox.tenant(), sandbox.id());
        boolean bare = sandbox.trust() == TrustLevel.TRUSTED;
        var words = new ArrayList<String>(List.of("/bin/sh", "-c", SCRIPT, "portal-sandbox"));
        words.add(group.entries().stream().map(Path::toString).collect(Collectors.joining("\n")));
        if (bare) {
            words.addAll(List.of("", "", ""));
        } else {
            writeArguments(id, sandbox.trust(), files, command.environment());
            words.add(arguments(id).toString());
            words.add(calls == null ? "" : filter(sandbox.trust()).toString());
            words.add(report(id).toString());
        }
        words.addAll(dropTo(sandbox));
        words.addAll(bare ? List.of() : bubblewrap());
        words.addAll(limits.prefix(Objects.requireNonNull(tools.prlimit()).toString()));
        words.addAll(bare ? cleanEnvironment(id, files, command.environment()) : List.of());
        words.addAll(command.words());
        ProcessBuilder builder = new ProcessBuilder(words).directory(files.toFile());
        builder.environment().clear();
        return builder.start();
    }

    private void writeArguments(String id, TrustLevel trust, Path files, Map<String, String> added) throws IOException {
        List<String> arguments = BubblewrapArguments.of(
                trust,
                files,
                layout.run(),
                environment(BubblewrapArguments.WORKSPACE, added),
                tools.bubblewrapOptions());
        Files.createFile(
                arguments(id), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(arguments(id), String.join("\0", arguments) + "\0", StandardCharsets.UTF_8);
    }

    private List<String> dropTo(Sandbox sandbox) {
        Integer uid = sandbox.uid();
        if (uid == null || tools.setpriv() == null) {
            return List.of();
        }
        return List.of(
                tools.setpriv().toString(),
                "--reuid=" + uid,
                "--regid=" + uid,
                "--clear-groups",
                "--no-new-privs",
                "--");
    }

    private List<String> bubblewrap() {
        var words = new ArrayList<String>(
                List.of(Objects.requireNonNull(tools.bubblewrap()).toString(), "--args", "8"));
        if (calls != null) {
            words.addAll(List.of("--seccomp", "9"));
        }
        words.add("--");
        return words;
    }

    private static List<String> cleanEnvironment(String id, Path files, Map<String, String> added) {
        var words = new ArrayList<String>(List.of("/usr/bin/env", "-i"));
        environment(files.toString(), added).forEach((name, value) -> words.add(name + "=" + value));
        words.add(ProcessTree.MARK + "=" + id);
        return words;
    }

    private static Map<String, String> environment(String workspace, Map<String, String> added) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("HOME", workspace);
        environment.put("USER", "agent");
        environment.put("LANG", "C.UTF-8");
        environment.put("PORTAL_WORKSPACE", workspace);
        environment.putAll(added);
        return environment;
    }

    private static String script() {
        try (InputStream script = Objects.requireNonNull(Launcher.class.getResourceAsStream("launch.sh"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

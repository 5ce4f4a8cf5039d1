package io.storyportal.runtime.local;

import io.storyportal.runtime.sandbox.TrustLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The room a command of level STANDARD or UNTRUSTED lives in: every namespace its own, the programs of the host read-only, nothing else
 * of the host, and one writable folder.
 */
final class BubblewrapArguments {

    static final String WORKSPACE = "/workspace";

    private static final List<String> SYSTEM_FOLDERS = List.of("bin", "sbin", "lib", "lib64", "lib32", "libx32");

    /** What programs need of /etc to find libraries, zones, types and certificates; nothing of users or of this host. */
    private static final List<String> SYSTEM_FILES = List.of(
            "ld.so.cache",
            "ld.so.conf",
            "ld.so.conf.d",
            "alternatives",
            "localtime",
            "mime.types",
            "ssl/certs",
            "fonts",
            "python3");

    private final List<String> arguments = new ArrayList<>();

    private BubblewrapArguments() {}

    static List<String> of(
            TrustLevel trust, Path files, Path accounts, Map<String, String> environment, Set<String> options) {
        var room = new BubblewrapArguments();
        room.namespaces(options);
        room.environment(environment);
        room.root(accounts);
        room.devices(trust);
        room.workspace(files);
        return room.arguments;
    }

    private void namespaces(Set<String> options) {
        add(
                "--unshare-user",
                "--unshare-pid",
                "--unshare-net",
                "--unshare-ipc",
                "--unshare-uts",
                "--unshare-cgroup-try");
        if (options.contains("--disable-userns")) {
            add("--disable-userns");
        }
        add("--uid", "1000", "--gid", "1000", "--hostname", "sandbox");
        add("--die-with-parent", "--new-session", "--json-status-fd", "7");
    }

    private void environment(Map<String, String> environment) {
        add("--clearenv");
        environment.forEach((name, value) -> add("--setenv", name, value));
    }

    private void root(Path accounts) {
        add("--ro-bind", "/usr", "/usr");
        for (String name : SYSTEM_FOLDERS) {
            Path folder = Path.of("/", name);
            if (Files.isSymbolicLink(folder)) {
                add("--symlink", target(folder), folder.toString());
            } else if (Files.isDirectory(folder)) {
                add("--ro-bind", folder.toString(), folder.toString());
            }
        }
        for (String name : SYSTEM_FILES) {
            add("--ro-bind-try", "/etc/" + name, "/etc/" + name);
        }
        add("--ro-bind", accounts.resolve("passwd").toString(), "/etc/passwd");
        add("--ro-bind", accounts.resolve("group").toString(), "/etc/group");
        add("--proc", "/proc");
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "usr" + link;
        }
    }

    private void devices(TrustLevel trust) {
        String temporary = Long.toString(trust == TrustLevel.UNTRUSTED ? 32L << 20 : 128L << 20);
        add("--dev", "/dev", "--size", temporary, "--tmpfs", "/dev/shm", "--remount-ro", "/dev");
        add("--size", temporary, "--tmpfs", "/tmp");
    }

    private void workspace(Path files) {
        add("--bind", files.toString(), WORKSPACE, "--remount-ro", "/", "--chdir", WORKSPACE);
    }

    private void add(String... words) {
        arguments.addAll(List.of(words));
    }
}

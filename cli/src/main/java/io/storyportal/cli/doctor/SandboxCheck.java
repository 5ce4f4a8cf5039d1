package io.storyportal.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a program in the kind of sandbox a STANDARD agent gets: only a run shows whether this machine allows it. */
final class SandboxCheck {

    private static final String CHECK = "Sandbox";
    private static final int SECONDS = 10;
    private static final List<String> PROBE = List.of(
            "bwrap",
            "--unshare-all",
            "--die-with-parent",
            "--new-session",
            "--ro-bind",
            "/",
            "/",
            "--proc",
            "/proc",
            "--dev",
            "/dev",
            "--tmpfs",
            "/tmp",
            "true");

    private SandboxCheck() {}

    static Finding run() {
        return run(PROBE);
    }

    static Finding run(List<String> probe) {
        try {
            var process = new ProcessBuilder(probe).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Finding.fail(CHECK, "bubblewrap hangs", "Try 'bwrap --unshare-all --ro-bind / / true' by hand");
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0
                    ? Finding.ok(CHECK, "bubblewrap runs fully unshared processes")
                    : Finding.fail(
                            CHECK,
                            "bubblewrap cannot unshare here: " + output,
                            "Allow user namespaces (sysctl kernel.unprivileged_userns_clone=1, or an AppArmor profile"
                                    + " for bwrap); until then STANDARD agents are refused");
        } catch (IOException e) {
            return Finding.fail(
                    CHECK,
                    "bubblewrap is not installed",
                    "Run './portal setup'; until then STANDARD agents are refused");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.warn(CHECK, "interrupted", "");
        }
    }
}

package io.storyportal.runtime.local;

import io.storyportal.runtime.sandbox.Availability;
import io.storyportal.runtime.sandbox.Budget;
import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.Command;
import io.storyportal.runtime.sandbox.HostReport;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.TrustLevel;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Finds out what this host offers by running a real sandbox, the only test that sees every missing permission. */
final class HostProbe {

    private static final String SETUP = "Run `portal setup`, or as root: apt-get install bubblewrap";
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int PROBE_USER = 65_533;

    private final WorkspaceLayout layout;
    private final HostTools tools;
    private final Launcher launcher;
    private final ControlGroups groups;

    HostProbe(WorkspaceLayout layout, HostTools tools, Launcher launcher, ControlGroups groups) {
        this.layout = layout;
        this.tools = tools;
        this.launcher = launcher;
        this.groups = groups;
    }

    HostReport report() {
        Availability plain = plain();
        Availability sandboxed = plain.available() ? sandboxed() : plain;
        Availability confidential = Availability.no(
                "No hardware-isolated runtime (Kata Containers, confidential VM) is configured on this host.",
                "Spawn the agent as UNTRUSTED or STANDARD, or on a host with such a runtime.");
        return new HostReport(
                "local",
                Map.of(
                        TrustLevel.TRUSTED, plain,
                        TrustLevel.STANDARD, sandboxed,
                        TrustLevel.UNTRUSTED, sandboxed,
                        TrustLevel.CONFIDENTIAL, confidential),
                Map.of(
                        TrustLevel.TRUSTED, enforcedBy(TrustLevel.TRUSTED),
                        TrustLevel.STANDARD, enforcedBy(TrustLevel.STANDARD),
                        TrustLevel.UNTRUSTED, enforcedBy(TrustLevel.UNTRUSTED)));
    }

    private Map<Budget, String> enforcedBy(TrustLevel trust) {
        var mechanisms = new EnumMap<Budget, String>(Budget.class);
        mechanisms.put(Budget.WALL_SECONDS, "timer, reserved before each command");
        mechanisms.put(Budget.DISK_MB, "RLIMIT_FSIZE and a watch of the workspace");
        // RLIMIT_NPROC counts a user's processes: it means the sandbox's only in a user namespace or with a user of its
        // own.
        boolean ownCount = trust == TrustLevel.TRUSTED
                ? tools.root()
                : KernelVersion.current().atLeast(5, 14);
        if (ownCount) {
            mechanisms.put(Budget.PROCESSES, "RLIMIT_NPROC");
        }
        mechanisms.putAll(groups.enforces());
        return mechanisms;
    }

    private Availability plain() {
        if (tools.prlimit() == null) {
            return Availability.no("The program prlimit is not installed.", "As root: apt-get install util-linux");
        }
        if (tools.root() && tools.setpriv() == null) {
            return Availability.no(
                    "The layer runs as root and the program setpriv is not installed, so no sandbox can get its own user.",
                    "As root: apt-get install util-linux; or run the platform as an ordinary user.");
        }
        return Availability.yes(tools.root() ? "own user per sandbox" : "user of the layer");
    }

    private Availability sandboxed() {
        if (tools.bubblewrap() == null) {
            return Availability.no("bubblewrap (bwrap) is not installed.", SETUP);
        }
        if (!tools.missingOptions().isEmpty()) {
            return Availability.no(
                    "The installed bubblewrap is too old: it lacks " + tools.missingOptions() + ".",
                    "Install bubblewrap 0.8 or later (Debian 12, Ubuntu 24.04).");
        }
        try {
            return trial();
        } catch (IOException e) {
            return Availability.no("A sandbox could not be tried: " + e.getMessage(), SETUP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Availability.no("The trial of a sandbox was interrupted.", "Try again.");
        }
    }

    private Availability trial() throws IOException, InterruptedException {
        String id = "probe-" + UUID.randomUUID();
        Integer user = tools.root() ? PROBE_USER : null;
        var sandbox = new Sandbox(NOBODY, NOBODY, TrustLevel.STANDARD, Budgets.NONE, user, Instant.EPOCH);
        Path files = Files.createDirectories(layout.files(NOBODY, NOBODY));
        if (user != null) {
            Files.setAttribute(files, "unix:uid", user);
        }
        var limits = new ProcessLimits(null, null, null);
        Command nothing = Command.of(Duration.ofSeconds(5), "/bin/true");
        Process process = launcher.start(id, sandbox, nothing, limits, CommandGroup.NONE);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                return Availability.no("A sandbox did not start within 5 s.", "Run `portal doctor`.");
            }
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? Availability.yes("bubblewrap") : explain(errors);
        } finally {
            process.destroyForcibly();
            launcher.forget(id);
        }
    }

    /** The messages of bwrap are the kernel's; people need to know which door is shut and who opens it. */
    private static Availability explain(String errors) {
        String detail = "bubblewrap could not build a sandbox: " + errors;
        if (errors.contains("proc")) {
            return Availability.no(
                    detail,
                    "/proc cannot be mounted here, as in a container with masked paths. Start the container with"
                            + " `security_opt: systempaths=unconfined`, as docker-compose.yml does for l02.");
        }
        if (errors.contains("user namespace")
                || errors.contains("Operation not permitted")
                || errors.contains("uid map")) {
            return Availability.no(
                    detail,
                    "User namespaces are not allowed here. On a host, as root: sysctl kernel.unprivileged_userns_clone=1"
                            + " kernel.apparmor_restrict_unprivileged_userns=0. In a container: use the seccomp profile of deploy/ for l02,"
                            + " as docker-compose.yml does.");
        }
        return Availability.no(detail, "Run `portal doctor`.");
    }
}

package io.storyportal.runtime.local;

import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.Command;
import io.storyportal.runtime.sandbox.CommandEvent;
import io.storyportal.runtime.sandbox.HostReport;
import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.sandbox.TrustLevel;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend over a temporary root, and the shortest way to run something in it. */
final class SandboxFixture implements AutoCloseable {

    static final UUID TENANT = UUID.fromString("01900000-0000-7000-8000-000000000001");
    static final LocalSettings SETTINGS = new LocalSettings(8, 4, 16, 1 << 20, Duration.ofMillis(20), 1 << 20);
    private static final AtomicInteger USERS = new AtomicInteger(300_000);

    final WorkspaceLayout layout;
    final LocalBackend backend;

    private SandboxFixture(WorkspaceLayout layout, LocalBackend backend) {
        this.layout = layout;
        this.backend = backend;
    }

    static SandboxFixture open(Path root) throws IOException {
        // JUnit makes its folders private; a sandbox's own user has to reach the workspace.
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        var layout = new WorkspaceLayout(root);
        return new SandboxFixture(layout, LocalBackend.open(layout, SETTINGS, "test-" + UUID.randomUUID()));
    }

    static SandboxFixture with(Path root, HostTools tools, ControlGroups groups) throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        var layout = new WorkspaceLayout(root);
        return new SandboxFixture(layout, LocalBackend.with(layout, SETTINGS, tools, groups));
    }

    Sandbox sandbox(TrustLevel trust, Budgets budgets) throws IOException {
        Integer uid = HostTools.find().root() ? USERS.incrementAndGet() : null;
        var sandbox = new Sandbox(TENANT, UUID.randomUUID(), trust, enforceable(trust, budgets), uid, Instant.EPOCH);
        Path files = Files.createDirectories(layout.files(TENANT, sandbox.id()));
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwx------"));
        if (uid != null) {
            Files.setAttribute(files, "unix:uid", uid);
        }
        return sandbox;
    }

    /** What a spawn would grant here; what the host cannot hold is left out. */
    private Budgets enforceable(TrustLevel trust, Budgets budgets) {
        HostReport host = backend.report().block();
        var granted = budgets.asMap();
        granted.keySet().removeIf(budget -> !host.enforces(trust, budget));
        return Budgets.from(granted);
    }

    Path files(Sandbox sandbox) {
        return layout.files(sandbox.tenant(), sandbox.id());
    }

    record Result(String stdout, String stderr, CommandEvent.Exit exit) {}

    Result run(Sandbox sandbox, String... words) {
        return run(sandbox, Command.of(Duration.ofSeconds(20), words));
    }

    Result sh(Sandbox sandbox, String script) {
        return run(sandbox, "/bin/sh", "-c", script);
    }

    /** The one language that every Debian has. */
    Result perl(Sandbox sandbox, String script) {
        return run(sandbox, "/usr/bin/perl", "-e", script);
    }

    Result run(Sandbox sandbox, Command command) {
        return result(backend.run(sandbox, command).collectList().block(Duration.ofMinutes(2)));
    }

    static Result result(List<CommandEvent> events) {
        var texts = Map.of(
                CommandEvent.Channel.STDOUT, new StringBuilder(), CommandEvent.Channel.STDERR, new StringBuilder());
        for (CommandEvent event : events) {
            if (event instanceof CommandEvent.Output output) {
                texts.get(output.channel()).append(new String(output.bytes(), StandardCharsets.UTF_8));
            }
        }
        return new Result(
                texts.get(CommandEvent.Channel.STDOUT).toString(),
                texts.get(CommandEvent.Channel.STDERR).toString(),
                (CommandEvent.Exit) events.getLast());
    }

    @Override
    public void close() {
        backend.close();
    }
}

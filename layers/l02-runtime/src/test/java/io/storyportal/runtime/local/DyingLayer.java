package io.storyportal.runtime.local;

import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.Command;
import io.storyportal.runtime.sandbox.CommandEvent;
import io.storyportal.runtime.sandbox.TrustLevel;
import java.nio.file.Path;
import java.time.Duration;

/** A layer in a process of its own, for a test to kill: runs one endless command in a sandbox and says when it runs. */
final class DyingLayer {

    private DyingLayer() {}

    /** @param args the workspaces' root, and the duration that marks the command */
    public static void main(String[] args) throws Exception {
        SandboxFixture fixture = SandboxFixture.open(Path.of(args[0]));
        var sandbox = fixture.sandbox(TrustLevel.STANDARD, Budgets.NONE);
        fixture.backend
                .run(sandbox, Command.of(Duration.ofMinutes(5), "/bin/sh", "-c", "echo running; sleep " + args[1]))
                .ofType(CommandEvent.Output.class)
                .doOnNext(output -> System.out.writeBytes(output.bytes()))
                .blockLast();
    }
}

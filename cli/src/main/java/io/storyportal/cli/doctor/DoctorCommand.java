package io.storyportal.cli.doctor;

import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.doctor.Finding.Level;
import io.storyportal.cli.terminal.Json;
import io.storyportal.cli.terminal.Terminal.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code portal doctor}: everything the platform needs of this machine, tried out. */
@Command(name = "doctor", description = "Check this machine: JDK, sandbox, ports, memory, servers, providers.")
public final class DoctorCommand implements Callable<Integer> {

    @ParentCommand
    private Portal portal;

    @Override
    public Integer call() {
        var findings = new ArrayList<Finding>();
        findings.addAll(MachineChecks.all(portal.root(), portal.home()));
        findings.add(SandboxCheck.run());
        findings.addAll(new FleetChecks(portal.fleet(), portal.home(), portal.environment()).all());
        findings.addAll(ProviderChecks.all(portal.environment()));
        var failed = findings.stream().anyMatch(finding -> finding.level() == Level.FAIL);
        if (portal.json()) {
            var answer = Json.object().put("healthy", !failed);
            answer.set("checks", Json.tree(findings));
            portal.terminal().line(Json.pretty(answer));
        } else {
            print(findings);
        }
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }

    private void print(List<Finding> findings) {
        var terminal = portal.terminal();
        for (var finding : findings) {
            var mark =
                    switch (finding.level()) {
                        case OK -> terminal.paint(Tone.GOOD, "✓");
                        case WARN -> terminal.paint(Tone.WARN, "!");
                        case FAIL -> terminal.paint(Tone.BAD, "✗");
                    };
            terminal.line("%s %-18s %s".formatted(mark, finding.check(), finding.detail()));
            if (!finding.remedy().isEmpty()) {
                terminal.line("  → " + finding.remedy());
            }
        }
    }
}

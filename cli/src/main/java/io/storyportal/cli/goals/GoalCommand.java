package io.storyportal.cli.goals;

import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.door.Door;
import io.storyportal.cli.door.DoorOptions;
import io.storyportal.cli.terminal.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code portal goal}: states a goal, and with {@code --wait} shows its way to the report. */
@Command(name = "goal", description = "State a goal; with --wait, see it done and read the report.")
public final class GoalCommand implements Callable<Integer> {

    @ParentCommand
    private Portal portal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DoorOptions doorOptions;

    @Parameters(paramLabel = "<text>", description = "What is to be achieved, in a sentence.")
    private String description;

    @Option(names = "--file", paramLabel = "<file>", description = "A file the goal is about; may be given repeatedly.")
    private List<Path> files = List.of();

    @Option(names = "--sql", paramLabel = "<query>", description = "The query that answers a question about a dataset.")
    private @Nullable String sql;

    @Option(names = "--wait", description = "Show the progress, then the report.")
    private boolean wait;

    @Option(names = "--out", paramLabel = "<folder>", description = "Also save the documents into this folder.")
    private @Nullable Path out;

    @Override
    public Integer call() throws InterruptedException {
        for (var file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new ParameterException(spec.commandLine(), "Cannot read the file " + file);
            }
        }
        var door = doorOptions.door(portal);
        var accepted = new GoalUpload(description, files, Optional.ofNullable(sql)).send(door);
        var goalId = accepted.path("goal_id").asString("");
        return wait || out != null ? await(door, goalId) : accepted(accepted, goalId);
    }

    private int accepted(JsonNode accepted, String goalId) {
        if (portal.json()) {
            portal.terminal().line(Json.pretty(accepted));
        } else {
            portal.terminal().line("Goal " + goalId + " is accepted.");
            portal.terminal().line("See it under 'portal open', or give --wait to see it done here.");
        }
        return ExitCode.OK;
    }

    private int await(Door door, String goalId) throws InterruptedException {
        var view = portal.json() ? GoalView.silent() : GoalView.on(portal.terminal());
        var report = new GoalWatch(door, goalId, view::show).untilDone();
        if (out != null) {
            Documents.save(report, out);
        }
        if (portal.json()) {
            portal.terminal().line(Json.pretty(GoalSummary.json(report)));
        } else {
            GoalSummary.print(portal.terminal(), report);
        }
        return report.path("status").asString("").equals("completed") ? ExitCode.OK : ExitCode.FAILED;
    }
}

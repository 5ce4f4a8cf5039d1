package io.storyportal.runtime.agents;

import io.storyportal.runtime.RuntimeProblem;
import io.storyportal.runtime.agents.InputFiles.InputFile;
import io.storyportal.runtime.agents.SpawnRequest.WantedInput;
import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.workspace.FileTransfer;
import io.storyportal.runtime.workspace.Workspace;
import io.storyportal.runtime.workspace.WorkspacePath;
import io.storyportal.runtime.workspace.WorkspaceProblems;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts an agent's input files into its workspace, streamed and checked against the hash they are stored with. */
public final class Staging {

    private static final int AT_ONCE = 4;

    private final InputFiles files;
    private final FileTransfer transfer;

    public Staging(InputFiles files, FileTransfer transfer) {
        this.files = files;
        this.transfer = transfer;
    }

    /** The inputs with their paths; a problem names the first that cannot be had. Nothing is written yet. */
    Mono<List<Agent.Input>> resolve(List<WantedInput> wanted, Budgets budgets) {
        return Flux.fromIterable(wanted)
                .flatMapSequential(this::describe, AT_ONCE)
                .collectList()
                .map(described -> {
                    check(described, budgets);
                    return described.stream().map(Described::input).toList();
                });
    }

    private record Described(Agent.Input input, InputFile file) {}

    private Mono<Described> describe(WantedInput wanted) {
        return files.describe(wanted.artifactId())
                .switchIfEmpty(Mono.error(() -> RuntimeProblem.INPUT_UNAVAILABLE.exception(
                        "There is no artifact " + wanted.artifactId() + ".")))
                .map(file -> {
                    String path = Objects.requireNonNullElseGet(wanted.path(), () -> plainName(file.name()));
                    return new Described(
                            new Agent.Input(file.id(), WorkspacePath.parse(path).toString()), file);
                })
                .onErrorMap(WorkspaceProblems::of);
    }

    /** Names of uploads come from anywhere; only the last part can be a name here. */
    private static String plainName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.isBlank() || last.startsWith(".") ? "input" + last : last;
    }

    private static void check(List<Described> inputs, Budgets budgets) {
        var paths = new HashSet<String>();
        long bytes = 0;
        for (Described input : inputs) {
            if (!paths.add(input.input().path())) {
                throw RuntimeProblem.INPUT_UNAVAILABLE.exception(
                        "Two inputs have the path '" + input.input().path() + "'.");
            }
            bytes += input.file().size();
        }
        if (bytes > budgets.diskBytes()) {
            throw RuntimeProblem.DISK_BUDGET_EXCEEDED.exception(
                    "The inputs have " + bytes + " bytes, the disk budget is " + budgets.diskBytes() + ".");
        }
    }

    Mono<Void> fill(Workspace workspace, List<Agent.Input> inputs) {
        return Flux.fromIterable(inputs)
                .flatMap(input -> put(workspace, input), AT_ONCE)
                .then();
    }

    private Mono<FileTransfer.Written> put(Workspace workspace, Agent.Input input) {
        return files.describe(input.artifactId())
                .flatMap(file -> transfer.write(
                        workspace, WorkspacePath.parse(input.path()), files.content(file.id()), file.sha256()))
                .switchIfEmpty(Mono.error(() -> RuntimeProblem.INPUT_UNAVAILABLE.exception(
                        "The artifact " + input.artifactId() + " is gone or arrived damaged.")))
                .onErrorMap(WorkspaceProblems::of);
    }
}

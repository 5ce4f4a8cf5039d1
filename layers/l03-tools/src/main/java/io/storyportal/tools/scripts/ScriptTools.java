package io.storyportal.tools.scripts;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.Tool;
import io.storyportal.tools.catalogue.ToolCall;
import io.storyportal.tools.workspace.Workspaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The script tool: the code is an argument of its interpreter, which runs in the agent's sandbox. */
public final class ScriptTools {
    private static final long USUAL_TIMEOUT_MILLIS = 60_000;
    private static final int MOST_OUTPUT = 200_000;
    private static final int COMMAND_NOT_FOUND = 127;

    private final Workspaces workspaces;

    public ScriptTools(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    public List<Tool> tools(JsonMapper json) {
        return List.of(new Tool(BuiltInTools.spec(json, "script.run"), this::run));
    }

    enum Language {
        @JsonProperty("python")
        PYTHON("python3", "-c"),
        @JsonProperty("javascript")
        JAVASCRIPT("node", "-e"),
        @JsonProperty("shell")
        SHELL("sh", "-c");

        private final String interpreter;
        private final String option;

        Language(String interpreter, String option) {
            this.interpreter = interpreter;
            this.option = option;
        }

        List<String> command(String code, List<String> args) {
            List<String> command = new ArrayList<>(List.of(interpreter, option, code));
            switch (this) {
                // sh takes the first argument after the code as the script's name, node ends its own options with --.
                case SHELL -> command.add("script");
                case JAVASCRIPT -> command.add("--");
                case PYTHON -> {}
            }
            command.addAll(args);
            return command;
        }
    }

    record Input(
            Language language,
            String code,
            @Nullable List<String> args,
            @Nullable String stdin,
            @Nullable Long timeoutMs) {}

    record Output(
            int exitCode,
            String stdout,
            String stderr,
            boolean truncated,
            String ended,
            @Nullable String detail,
            long durationMs) {}

    private Mono<Output> run(ToolCall call) {
        Input input = call.inputAs(Input.class);
        List<String> command = input.language().command(input.code(), input.args() == null ? List.of() : input.args());
        Duration timeout = Duration.ofMillis(input.timeoutMs() == null ? USUAL_TIMEOUT_MILLIS : input.timeoutMs());
        return workspaces
                .run(call.agent(), command, input.stdin(), timeout, MOST_OUTPUT)
                .map(result -> output(input.language(), result));
    }

    private static Output output(Language language, Workspaces.CommandResult result) {
        boolean missing = "start_failed".equals(result.reason())
                || result.exitCode() == COMMAND_NOT_FOUND && result.stderr().contains(language.interpreter);
        if (missing) {
            throw ToolsProblem.INTERPRETER_MISSING.exception(
                    "There is no '" + language.interpreter + "' in the sandbox");
        }
        return new Output(
                result.exitCode(),
                result.stdout(),
                result.stderr(),
                result.truncated(),
                result.reason(),
                result.detail(),
                result.durationMs());
    }
}

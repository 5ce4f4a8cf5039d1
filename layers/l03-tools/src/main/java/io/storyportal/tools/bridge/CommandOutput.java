package io.storyportal.tools.bridge;

import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.tools.workspace.Workspaces.CommandResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gathers the frames of one command; output beyond the limit is dropped and said to be. */
final class CommandOutput {
    private final int most;
    private final StringBuilder stdout = new StringBuilder();
    private final StringBuilder stderr = new StringBuilder();
    private boolean truncated;
    private @Nullable JsonNode exit;

    CommandOutput(int most) {
        this.most = most;
    }

    void add(JsonNode frame) {
        switch (frame.path("type").asString("")) {
            case "stdout" -> append(stdout, frame);
            case "stderr" -> append(stderr, frame);
            case "exit" -> exit = frame;
            default -> {
                // Callees may add frames; these three are what we know.
            }
        }
    }

    private void append(StringBuilder to, JsonNode frame) {
        String data = frame.path("data").asString("");
        int room = most - to.length();
        truncated |= data.length() > room;
        to.append(data, 0, Math.min(room, data.length()));
    }

    CommandResult result() {
        if (exit == null) {
            throw CommonProblem.UNAVAILABLE.exception("The command's stream ended without its exit");
        }
        return new CommandResult(
                exit.path("exit_code").asInt(-1),
                stdout.toString(),
                stderr.toString(),
                truncated,
                exit.path("reason").asString("exited"),
                exit.path("detail").asString(null),
                exit.path("duration_ms").asLong(0));
    }
}

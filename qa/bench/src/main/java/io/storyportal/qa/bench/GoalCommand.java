package io.storyportal.qa.bench;

import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.terminal.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** A goal as people state it: by the script, from the command to the report. */
record GoalCommand(Path root) {

    /** {@code json} is what {@code portal goal --wait --json} printed. */
    record Outcome(double seconds, String json) {

        /** The machine-readable document of the report. */
        JsonNode data() {
            return Json.parse(json)
                    .path("documents")
                    .valueStream()
                    .filter(document -> document.path("content_type").asString().contains("json"))
                    .map(document -> Json.parse(document.path("content").asString()))
                    .findFirst()
                    .orElseThrow(() -> new FleetException("The goal left no JSON document", "Run './portal plans'"));
        }
    }

    Outcome run(String goal, Path file) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var process = new ProcessBuilder(
                        root.resolve("portal").toString(), "goal", goal, "--file", file.toString(), "--wait", "--json")
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var code = process.waitFor();
        var seconds = (System.nanoTime() - begun) / 1e9;
        if (code != 0) {
            throw new FleetException("A goal failed while it was measured: " + output, "Run './portal status'");
        }
        return new Outcome(seconds, output);
    }
}

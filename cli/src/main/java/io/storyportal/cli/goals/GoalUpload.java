package io.storyportal.cli.goals;

import io.storyportal.cli.Backoff;
import io.storyportal.cli.door.Door;
import io.storyportal.cli.door.RefusedException;
import io.storyportal.cli.door.RemoteProblem;
import io.storyportal.cli.door.UnreachableException;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.terminal.Json;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A goal with its files as one multipart request, the files streamed from disk. */
record GoalUpload(String description, List<Path> files, Optional<String> sql) {

    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(300), Duration.ofSeconds(5));

    /** As long as a layer needs to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** As long as the platform may hold a key whose request was cut off, and a bit. */
    private static final Duration PATIENCE_IN_FLIGHT = Duration.ofSeconds(75);

    private static final int UNAVAILABLE = 503;
    private static final int IN_FLIGHT = 409;

    /** Repeated while the platform is briefly away; the idempotency key makes that one goal all the same. */
    JsonNode send(Door door) throws InterruptedException {
        var key = UUID.randomUUID().toString();
        var begun = System.nanoTime();
        for (var attempt = 1; ; attempt++) {
            var first = attempt == 1;
            try {
                var boundary = "portal-" + UUID.randomUUID();
                return door.post(
                        "/api/v1/goals",
                        "multipart/form-data; boundary=" + boundary,
                        body(boundary),
                        Map.of("Idempotency-Key", key));
            } catch (RefusedException e) {
                if (patienceWith(e.problem(), first)
                        .minusNanos(System.nanoTime() - begun)
                        .isNegative()) {
                    throw e;
                }
            } catch (UnreachableException e) {
                // Nothing at the very first attempt is a platform that is not running, and worth no wait.
                if (first && e.getCause() instanceof ConnectException
                        || PATIENCE.minusNanos(System.nanoTime() - begun).isNegative()) {
                    throw e;
                }
            }
            Thread.sleep(PAUSES.after(attempt));
        }
    }

    private static Duration patienceWith(RemoteProblem problem, boolean first) {
        // A dependency that is not configured stays so; only our own parts come back by themselves.
        if (problem.status() == UNAVAILABLE && !problem.code().matches("E4.*")) {
            return PATIENCE;
        }
        return problem.status() == IN_FLIGHT && !first ? PATIENCE_IN_FLIGHT : Duration.ZERO;
    }

    private BodyPublisher body(String boundary) {
        var goal = Json.object().put("description", description);
        sql.ifPresent(query -> goal.putObject("options").put("sql", query));
        var parts = new ArrayList<BodyPublisher>();
        parts.add(text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"goal\"\r\n"
                + "Content-Type: application/json\r\n\r\n" + Json.compact(goal) + "\r\n"));
        try {
            for (var file : files) {
                parts.add(text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + quoted(file) + "\"\r\nContent-Type: " + mediaType(file) + "\r\n\r\n"));
                parts.add(BodyPublishers.ofFile(file));
                parts.add(text("\r\n"));
            }
        } catch (FileNotFoundException e) {
            throw new FleetException("Cannot read " + e.getMessage(), "Check the name given with --file", e);
        }
        parts.add(text("--" + boundary + "--\r\n"));
        return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text);
    }

    /** As browsers do it (WHATWG): what would end the quoted name is percent-encoded. */
    private static String quoted(Path file) {
        return file.getFileName()
                .toString()
                .replace("\"", "%22")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
    }

    private static String mediaType(Path file) {
        var name = file.getFileName().toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv" -> "text/csv";
            case "tsv" -> "text/tab-separated-values";
            case "json" -> "application/json";
            case "ndjson", "jsonl" -> "application/x-ndjson";
            case "log", "txt" -> "text/plain";
            default -> "application/octet-stream";
        };
    }
}

package io.storyportal.cli.goals;

import io.storyportal.cli.door.Door;
import io.storyportal.cli.door.RefusedException;
import io.storyportal.cli.door.UnreachableException;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.terminal.Json;
import java.io.FileNotFoundException;
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

    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final int UNAVAILABLE = 503;
    private static final int IN_FLIGHT = 409;

    /** Repeated while the platform is briefly away; the idempotency key makes that one goal all the same. */
    JsonNode send(Door door) {
        var key = UUID.randomUUID().toString();
        for (var attempt = 1; ; attempt++) {
            try {
                var boundary = "portal-" + UUID.randomUUID();
                return door.post(
                        "/api/v1/goals",
                        "multipart/form-data; boundary=" + boundary,
                        body(boundary),
                        Map.of("Idempotency-Key", key));
            } catch (RefusedException e) {
                var passing = e.problem().status() == UNAVAILABLE
                        || attempt > 1 && e.problem().status() == IN_FLIGHT;
                // A dependency that is not configured stays so; only our own parts come back by themselves.
                if (!passing || e.problem().code().matches("E4.*") || attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (UnreachableException e) {
                // Nothing at the very first attempt is a platform that is not running, and worth no wait.
                if (attempt == 1 && e.getCause() instanceof java.net.ConnectException || attempt == ATTEMPTS) {
                    throw e;
                }
            }
            pause(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
        }
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

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.storyportal.cli.goals;

import io.storyportal.cli.fleet.FleetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import tools.jackson.databind.JsonNode;

/** Documents of a report as files. */
final class Documents {

    private static final int LONGEST_NAME = 80;

    private Documents() {}

    /** Names come from titles, made harmless: a title is text from elsewhere and must not choose a folder. */
    static void save(JsonNode report, Path folder) {
        try {
            Files.createDirectories(folder);
            var used = new HashSet<String>();
            for (var document : report.path("documents")) {
                var name = name(document);
                if (!used.add(name)) {
                    name = document.path("id").asString("").replaceAll("[^a-z0-9-]", "") + "-" + name;
                }
                Files.writeString(folder.resolve(name), document.path("content").asString(""));
            }
        } catch (IOException e) {
            throw new FleetException("Cannot write to " + folder + ": " + e.getMessage(), "Choose another --out", e);
        }
    }

    private static String name(JsonNode document) {
        var title = document.path("title").asString("document").replaceAll("[^A-Za-z0-9._-]+", "-");
        var harmless = title.replaceAll("^[.-]+", "");
        var base = harmless.substring(0, Math.min(harmless.length(), LONGEST_NAME));
        var extension =
                switch (document.path("content_type").asString("").split(";")[0]) {
                    case "text/markdown" -> ".md";
                    case "application/json" -> ".json";
                    default -> ".txt";
                };
        return base.endsWith(extension) ? base : base + extension;
    }
}

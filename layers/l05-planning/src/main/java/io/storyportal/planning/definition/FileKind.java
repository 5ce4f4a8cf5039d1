package io.storyportal.planning.definition;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Map;

/** What a file holds, told by its name and, where that says nothing, by its content type. */
public enum FileKind {
    @JsonProperty("csv")
    CSV,
    @JsonProperty("tsv")
    TSV,
    @JsonProperty("json")
    JSON,
    @JsonProperty("ndjson")
    NDJSON,
    @JsonProperty("log")
    LOG,
    @JsonProperty("text")
    TEXT,
    @JsonProperty("unknown")
    UNKNOWN;

    private static final Map<String, FileKind> BY_EXTENSION = Map.ofEntries(
            Map.entry("csv", CSV),
            Map.entry("tsv", TSV),
            Map.entry("tab", TSV),
            Map.entry("json", JSON),
            Map.entry("ndjson", NDJSON),
            Map.entry("jsonl", NDJSON),
            Map.entry("log", LOG),
            Map.entry("out", LOG),
            Map.entry("err", LOG),
            Map.entry("txt", TEXT),
            Map.entry("md", TEXT));

    private static final Map<String, FileKind> BY_CONTENT_TYPE = Map.of(
            "text/csv", CSV,
            "text/tab-separated-values", TSV,
            "application/json", JSON,
            "application/x-ndjson", NDJSON,
            "application/jsonl", NDJSON,
            "text/x-log", LOG,
            "text/plain", TEXT);

    public static FileKind of(String name, String contentType) {
        String base = name.toLowerCase(Locale.ROOT);
        // app.log.1 and app.log.2026-11-20 are what log rotation leaves behind.
        if (base.contains(".log")) {
            return LOG;
        }
        int dot = base.lastIndexOf('.');
        FileKind byName = dot < 0 ? null : BY_EXTENSION.get(base.substring(dot + 1));
        if (byName != null) {
            return byName;
        }
        String mime = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return BY_CONTENT_TYPE.getOrDefault(mime, UNKNOWN);
    }

    public boolean tabular() {
        return switch (this) {
            case CSV, TSV, JSON, NDJSON -> true;
            case LOG, TEXT, UNKNOWN -> false;
        };
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

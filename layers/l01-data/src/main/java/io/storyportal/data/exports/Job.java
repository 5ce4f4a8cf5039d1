package io.storyportal.data.exports;

import io.storyportal.kit.web.ids.TenantId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** An export that this replica holds; {@code attempt} counts from 1. */
record Job(
        TenantId tenant,
        UUID id,
        String requestedBy,
        String resource,
        ExportFormat format,
        Map<String, String> filters,
        UUID artifactId,
        int attempt) {

    static Map<String, String> filters(JsonMapper json, String text) {
        Map<String, String> filters = new TreeMap<>();
        json.readTree(text)
                .properties()
                .forEach(each -> filters.put(each.getKey(), each.getValue().asString()));
        return filters;
    }
}

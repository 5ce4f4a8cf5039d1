package io.storyportal.tools.invocation;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.ToolSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Checks a tool's input against its JSON Schema before anything happens. */
final class InputCheck {
    private static final int MOST_ERRORS = 20;

    private final Map<String, Schema> schemas = new HashMap<>();

    InputCheck(BuiltInTools tools) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        tools.all()
                .forEach(tool -> schemas.put(
                        tool.spec().name(), registry.getSchema(tool.spec().inputSchema())));
    }

    void check(ToolSpec spec, JsonNode input) {
        Schema schema = schemas.get(spec.name());
        List<Error> errors = schema == null ? List.of() : schema.validate(input);
        if (errors.isEmpty()) {
            return;
        }
        List<Map<String, String>> described = errors.stream()
                .limit(MOST_ERRORS)
                .map(e -> Map.of("path", path(e), "message", String.valueOf(e.getMessage())))
                .toList();
        Map<String, String> first = described.getFirst();
        throw ToolsProblem.INPUT_NOT_VALID
                .exception("'" + first.get("path") + "': " + first.get("message"))
                .with("errors", described);
    }

    private static String path(Error error) {
        String path = "input" + error.getInstanceLocation();
        return error.getProperty() == null ? path : path + "/" + error.getProperty();
    }
}

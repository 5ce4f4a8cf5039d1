package io.storyportal.data.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.storyportal.data.DataProblem;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds payloads to the schema of their type and version. Schemas are read when the first event needs one. */
public final class EventSchemas {

    private final EventTypes types;
    private final Supplier<Map<String, Schema>> source;
    private volatile @Nullable Map<String, Schema> loaded;

    EventSchemas(EventTypes types, Supplier<Map<String, Schema>> source) {
        this.types = types;
        this.source = source;
    }

    /** A payload that does not match is a 422 problem naming the path. */
    public void require(String eventType, int version, JsonNode payload) {
        String name = types.schemaOf(eventType) + ".v" + version;
        Schema schema = schemas().get(name);
        if (schema == null) {
            throw DataProblem.SCHEMA_MISMATCH.exception("There is no schema " + name + ".json for '" + eventType + "'");
        }
        List<Error> errors = schema.validate(payload);
        if (!errors.isEmpty()) {
            Error first = errors.getFirst();
            String path = pathOf(first);
            throw DataProblem.SCHEMA_MISMATCH
                    .exception("'" + path + "': " + first.getMessage())
                    .with("path", path)
                    .with("schema", name + ".json");
        }
    }

    private static String pathOf(Error error) {
        String path = error.getInstanceLocation().toString();
        return error.getProperty() == null ? path : path + "/" + error.getProperty();
    }

    private Map<String, Schema> schemas() {
        Map<String, Schema> known = loaded;
        if (known == null) {
            known = source.get();
            loaded = known;
        }
        return known;
    }
}

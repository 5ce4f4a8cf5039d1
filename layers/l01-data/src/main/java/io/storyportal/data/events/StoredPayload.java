package io.storyportal.data.events;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * A payload as it is stored: written to whoever asked for the event as it is, numbers as exact as they are, and read only when
 * somebody looks into it. Most events are only passed on.
 */
final class StoredPayload extends AbstractMap<String, Object> implements JacksonSerializable {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final String text;
    private final JsonMapper json;
    private @Nullable Map<String, Object> fields;

    StoredPayload(String text, JsonMapper json) {
        this.text = text;
        this.json = json;
    }

    private Map<String, Object> fields() {
        Map<String, Object> read = fields;
        if (read == null) {
            read = json.readValue(text, FIELDS);
            fields = read;
        }
        return read;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return fields().entrySet();
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return fields().get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return fields().containsKey(name);
    }

    @Override
    public void serialize(JsonGenerator out, SerializationContext context) {
        out.writeRawValue(text);
    }

    @Override
    public void serializeWithType(JsonGenerator out, SerializationContext context, TypeSerializer types) {
        out.writeRawValue(text);
    }
}

package io.storyportal.data.resources;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What one resource has come to while its events are taken in their order: the document that its row is made of. */
public final class ResourceFold {

    private final ResourceType<?> type;
    private final UUID id;
    private final JsonMapper json;
    private @Nullable ObjectNode document;

    public ResourceFold(ResourceType<?> type, UUID id, JsonMapper json) {
        this.type = type;
        this.id = id;
        this.json = json;
    }

    /** Goes on from what it had come to before; null for what was removed then. */
    public ResourceFold from(@Nullable ObjectNode before) {
        document = before;
        return this;
    }

    /** Takes the next event. A removal leaves nothing for a later event to build upon. */
    public void take(ResourceEvent event) {
        if (type.isRemoval(event.type())) {
            document = null;
            return;
        }
        String at = event.at().toString();
        ObjectNode folded = document == null ? begun(at) : document;
        folded.setAll((ObjectNode) json.readTree(event.payload()));
        folded.put("id", id.toString()).put("version", event.version()).put("updated_at", at);
        document = folded;
    }

    /** Null before the first event, and after a removal. */
    public @Nullable ObjectNode document() {
        return document;
    }

    /** Says of every column that it has no value until an event gives it one; what events do not tell stays as it is. */
    private ObjectNode begun(String at) {
        ObjectNode begun = json.createObjectNode().put("created_at", at);
        type.columns().stream()
                .filter(column -> !type.sealed().contains(column))
                .forEach(begun::putNull);
        return begun;
    }
}

package io.storyportal.data.resources;

import io.storyportal.data.DataProblem;
import io.storyportal.data.journal.AggregateKey;
import io.storyportal.data.journal.Command;
import io.storyportal.data.journal.Reference;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.problem.CommonProblem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes commands of what clients send to a resource's routes. */
public final class Commands {

    private final JsonMapper json;
    private final Clock clock;

    public Commands(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** {@code id} null means the body's own, or a fresh one when it brings none. */
    public Command.Create create(ResourceType<?> type, @Nullable UUID id, Object body) {
        return create(type, id, body, json.createObjectNode());
    }

    public Command.Create create(ResourceType<?> type, @Nullable UUID id, Object body, ObjectNode sealed) {
        ObjectNode sent = fields(body);
        String digest = Sha256.hex(json.writeValueAsString(sent));
        JsonNode own = sent.remove("id");
        AggregateKey key = new AggregateKey(type.aggregate(), id != null ? id : own == null ? Ids.uuid7() : idIn(own));
        ObjectNode payload = json.createObjectNode();
        type.defaults().forEach((field, value) -> payload.set(field, json.valueToTree(value)));
        payload.setAll(sent);
        stamp(type, payload);
        return new Command.Create(
                key, type.createdEvent(), payload, sealed, type.carried(), digest, references(type, payload));
    }

    private Command.Change change(ResourceType<?> type, UUID id, Object body, @Nullable Long ifMatch) {
        ObjectNode changes = fields(body);
        if (changes.isEmpty()) {
            throw DataProblem.NOTHING_TO_CHANGE.exception("Send at least one field of the " + type.aggregate());
        }
        stamp(type, changes);
        String event = type.changedEvent(changes.path("status").asString(null));
        return new Command.Change(keyOf(type, id), event, changes, ifMatch, references(type, changes));
    }

    /** A change, first, and what it brings about. */
    public List<Command> changes(ResourceType<?> type, UUID id, Object body, @Nullable Long ifMatch) {
        Command.Change change = change(type, id, body, ifMatch);
        ResourceType<?> dependent =
                type.dependents().get(change.payload().path("status").asString(""));
        // Set before it is removed, since what is not there cannot be; its version moves in either case.
        return dependent == null
                ? List.of(change)
                : List.of(change, put(dependent, id, dependent.defaults(), null), remove(dependent, id, null));
    }

    public Command.Put put(ResourceType<?> type, UUID id, Object body, @Nullable Long ifMatch) {
        return new Command.Put(keyOf(type, id), type.aggregate() + ".updated", fields(body), ifMatch);
    }

    public Command.Remove remove(ResourceType<?> type, UUID id, @Nullable Long ifMatch) {
        return new Command.Remove(keyOf(type, id), type.removedEvent(), json.createObjectNode(), ifMatch);
    }

    private static AggregateKey keyOf(ResourceType<?> type, UUID id) {
        return new AggregateKey(type.aggregate(), id);
    }

    /** Ids give lists their order, so a client's own must be of the ordered kind. */
    private static UUID idIn(JsonNode own) {
        UUID id = UUID.fromString(own.asString());
        if (!Ids.isUuid7(id)) {
            throw CommonProblem.INVALID.exception("'id' must be a UUIDv7, not " + id);
        }
        return id;
    }

    /** The fields that were sent; null and absent are the same. */
    private ObjectNode fields(Object body) {
        ObjectNode fields = json.valueToTree(body);
        List<String> absent = new ArrayList<>();
        fields.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                absent.add(field.getKey());
            }
        });
        return fields.remove(absent);
    }

    /** A status that has a time of its own fills it, unless the client said it. */
    private void stamp(ResourceType<?> type, ObjectNode payload) {
        String column = type.stamps().get(payload.path("status").asString(""));
        if (column != null && !payload.has(column)) {
            payload.put(column, clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
        }
    }

    private static List<Reference> references(ResourceType<?> type, ObjectNode payload) {
        List<Reference> references = new ArrayList<>();
        type.references().forEach((field, aggregate) -> {
            JsonNode named = payload.path(field);
            (named.isArray() ? named.valueStream() : Stream.of(named))
                    .filter(JsonNode::isString)
                    .map(id -> UUID.fromString(id.asString()))
                    .forEach(id -> references.add(new Reference(field, new AggregateKey(aggregate, id))));
        });
        return references;
    }
}

package io.storyportal.data.schemas;

import io.storyportal.data.DataProblem;
import io.storyportal.kit.web.caller.Caller;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The registry of event types: {@code contracts/events/registry.yaml}. */
public final class EventTypes {

    /** One line of the registry. */
    record Entry(
            EventPattern types,
            Set<String> owners,
            @Nullable String schema) {

        boolean isOwnedBy(String layer) {
            return owners.contains("any") || owners.contains(layer);
        }
    }

    private final List<Entry> entries;

    EventTypes(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** A caller who is no service acts for themselves: administrators of a development machine, and L01's own work. */
    public void requireOwner(String eventType, Caller caller) {
        Entry entry = entryOf(eventType);
        if (caller.service() != null && !entry.isOwnedBy(caller.service())) {
            throw DataProblem.NOT_THE_OWNER.exception("'" + eventType + "' is recorded by "
                    + String.join(", ", entry.owners()) + ", not by " + caller.service());
        }
    }

    /** Name of the schema that a type's payload is held to. */
    String schemaOf(String eventType) {
        String schema = entryOf(eventType).schema();
        return schema == null ? eventType : schema;
    }

    private Entry entryOf(String eventType) {
        for (Entry entry : entries) {
            if (entry.types().matches(eventType)) {
                return entry;
            }
        }
        throw DataProblem.UNKNOWN_EVENT_TYPE.exception("Nobody registered '" + eventType + "'");
    }
}

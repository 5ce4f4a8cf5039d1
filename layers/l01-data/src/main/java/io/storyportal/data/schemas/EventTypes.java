package io.storyportal.data.schemas;

import io.storyportal.data.DataProblem;
import io.storyportal.kit.web.caller.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final Map<String, Entry> byName = new HashMap<>();
    private final List<Entry> patterns;

    /** Of several entries that a type matches, the first counts. */
    EventTypes(List<Entry> entries) {
        for (Entry entry : entries) {
            for (String name : entry.types().globs()) {
                byName.putIfAbsent(name, first(entries, name));
            }
        }
        this.patterns =
                entries.stream().filter(entry -> entry.types().hasWildcard()).toList();
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
        Entry named = byName.get(eventType);
        return named == null ? first(patterns, eventType) : named;
    }

    private static Entry first(List<Entry> entries, String eventType) {
        for (Entry entry : entries) {
            if (entry.types().matches(eventType)) {
                return entry;
            }
        }
        throw DataProblem.UNKNOWN_EVENT_TYPE.exception("Nobody registered '" + eventType + "'");
    }
}

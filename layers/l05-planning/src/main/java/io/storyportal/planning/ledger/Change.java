package io.storyportal.planning.ledger;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One command to L01. A batch of them is carried out whole or not at all.
 *
 * @param ifMatch version that the resource must have; null for a creation
 * @param body fields in L01's wire names
 */
public record Change(Resource resource, UUID id, @Nullable Long ifMatch, Map<String, Object> body) {
    /** What is changed, by its name in L01's paths. */
    public enum Resource {
        GOALS,
        PLANS,
        TASKS;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static Change create(Resource resource, UUID id, Map<String, Object> body) {
        return new Change(resource, id, null, body);
    }

    public static Change patch(Resource resource, UUID id, long version, Map<String, Object> body) {
        return new Change(resource, id, version, body);
    }

    public boolean creates() {
        return ifMatch == null;
    }
}

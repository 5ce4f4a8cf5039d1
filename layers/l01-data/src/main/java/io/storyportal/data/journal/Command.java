package io.storyportal.data.journal;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A wish to change one aggregate; becomes exactly one event, or a problem. Payloads are checked and complete: whoever
 * makes a command is the last to look at what a client sent.
 */
public sealed interface Command {

    AggregateKey aggregate();

    String eventType();

    /** The changed fields. */
    ObjectNode payload();

    default List<Reference> references() {
        return List.of();
    }

    /**
     * Begins an aggregate. The same creation again, by id and digest, answers what is there.
     *
     * @param sealed columns of the row that no event tells
     * @param carried fields that every later payload repeats
     * @param digest of what the client sent
     */
    record Create(
            AggregateKey aggregate,
            String eventType,
            ObjectNode payload,
            ObjectNode sealed,
            Set<String> carried,
            String digest,
            List<Reference> references)
            implements Command {}

    /** Changes what is there; {@code ifMatch} is the version it must stand at. */
    record Change(
            AggregateKey aggregate,
            String eventType,
            ObjectNode payload,
            @Nullable Long ifMatch,
            List<Reference> references)
            implements Command {}

    /** Sets the whole of it, whether it was there or not. */
    record Put(
            AggregateKey aggregate,
            String eventType,
            ObjectNode payload,
            @Nullable Long ifMatch) implements Command {}

    /** Ends an aggregate; its row goes, its events stay. */
    record Remove(
            AggregateKey aggregate,
            String eventType,
            ObjectNode payload,
            @Nullable Long ifMatch) implements Command {}

    /** An event of an aggregate that another layer keeps; {@code expectedVersion} 0 means none yet. */
    record Append(
            AggregateKey aggregate,
            String eventType,
            ObjectNode payload,
            @Nullable Long expectedVersion,
            @Nullable UUID causationId,
            int schemaVersion)
            implements Command {}
}

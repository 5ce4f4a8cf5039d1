package io.storyportal.data.journal;

import io.storyportal.data.DataProblem;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides submissions one after the other against what the transaction read and what earlier ones of the same group are
 * about to do. A refused submission leaves no trace: its versions and positions go to the next.
 */
final class Ledger {

    private final Instant now;
    private final Standing standing;
    private final Map<AggregateKey, Head> heads;
    private final Set<String> keysInGroup = new HashSet<>();
    private long position;

    Ledger(Instant now, Standing standing) {
        this.now = now;
        this.standing = standing;
        this.heads = new HashMap<>(standing.heads());
        this.position = standing.position();
    }

    long position() {
        return position;
    }

    Decision decide(Submission submission) {
        IdempotencyKey key = submission.idempotencyKey();
        Decision before = key == null ? null : given(key);
        if (before != null) {
            return before;
        }
        Map<AggregateKey, Head> undo = new HashMap<>(heads);
        long positionBefore = position;
        try {
            List<Draft> drafts = new ArrayList<>(submission.commands().size());
            for (Command command : submission.commands()) {
                drafts.add(draft(submission, command));
            }
            if (key != null) {
                keysInGroup.add(key.scope());
            }
            return new Decision.Accepted(drafts);
        } catch (ProblemException refused) {
            heads.clear();
            heads.putAll(undo);
            position = positionBefore;
            return new Decision.Refused(refused);
        }
    }

    private @Nullable Decision given(IdempotencyKey key) {
        if (keysInGroup.contains(key.scope())) {
            return new Decision.Refused(CommonProblem.IDEMPOTENCY_IN_FLIGHT.exception(
                    "The first request with this key is being carried out"));
        }
        Standing.GivenAnswer answer = standing.answers().get(key.scope());
        if (answer == null) {
            return null;
        }
        return answer.fingerprint().equals(key.fingerprint())
                ? new Decision.Answered(answer.json())
                : new Decision.Refused(
                        CommonProblem.IDEMPOTENCY_MISMATCH.exception("This key came with another body before"));
    }

    private Draft draft(Submission submission, Command command) {
        Head head = heads.get(command.aggregate());
        if (head != null && command instanceof Command.Create create && isRepeated(create, head)) {
            return new Draft(command, null, command.payload(), head);
        }
        check(command, head);
        requireReferences(command);
        Head next = next(command, head);
        heads.put(command.aggregate(), next);
        ObjectNode payload = payload(command, next);
        return new Draft(command, event(submission, command, payload, next), payload, next);
    }

    private static boolean isRepeated(Command.Create create, Head head) {
        return !head.deleted() && create.digest().equals(head.createdDigest());
    }

    private static void check(Command command, @Nullable Head head) {
        switch (command) {
            case Command.Create create -> {
                if (head != null) {
                    throw DataProblem.ALREADY_EXISTS.exception("There is or was a " + create.aggregate());
                }
            }
            case Command.Change change -> requireVersion(change.ifMatch(), requireLiving(change, head));
            case Command.Remove remove -> requireVersion(remove.ifMatch(), requireLiving(remove, head));
            case Command.Put put -> {
                if (put.ifMatch() != null) {
                    requireVersion(put.ifMatch(), requireLiving(put, head));
                }
            }
            case Command.Append append -> requireExpected(append, head == null ? 0 : head.version());
        }
    }

    private static Head requireLiving(Command command, @Nullable Head head) {
        if (head == null || head.deleted()) {
            throw CommonProblem.NOT_FOUND.exception("No " + command.aggregate());
        }
        return head;
    }

    private static void requireVersion(@Nullable Long wanted, Head head) {
        if (wanted != null && wanted != head.version()) {
            throw CommonProblem.PRECONDITION_FAILED
                    .exception("It is at version " + head.version() + ", not " + wanted)
                    .with("version", head.version());
        }
    }

    private static void requireExpected(Command.Append append, long actual) {
        Long expected = append.expectedVersion();
        if (expected != null && expected != actual) {
            throw DataProblem.VERSION_CONFLICT
                    .exception("%s is at version %d, not %d".formatted(append.aggregate(), actual, expected))
                    .with("version", actual);
        }
    }

    private void requireReferences(Command command) {
        for (Reference reference : command.references()) {
            Head head = heads.get(reference.to());
            if (head == null || head.deleted()) {
                throw DataProblem.MISSING_REFERENCE
                        .exception("'" + reference.field() + "' names a "
                                + reference.to().type() + " that does not exist: "
                                + reference.to().id())
                        .with("field", reference.field());
            }
        }
    }

    private Head next(Command command, @Nullable Head head) {
        long version = head == null ? 1 : head.version() + 1;
        position++;
        return switch (command) {
            case Command.Create create -> {
                ObjectNode carried = JsonNodeFactory.instance.objectNode();
                create.carried()
                        .forEach(field -> carried.set(field, create.payload().get(field)));
                yield new Head(version, position, false, create.digest(), carried);
            }
            case Command.Remove remove -> new Head(version, position, true, digestOf(head), carriedOf(head));
            case Command.Change change -> new Head(version, position, false, digestOf(head), carriedOf(head));
            case Command.Put put -> new Head(version, position, false, digestOf(head), carriedOf(head));
            case Command.Append append -> new Head(version, position, false, digestOf(head), carriedOf(head));
        };
    }

    private static @Nullable String digestOf(@Nullable Head head) {
        return head == null ? null : head.createdDigest();
    }

    private static ObjectNode carriedOf(@Nullable Head head) {
        return head == null ? JsonNodeFactory.instance.objectNode() : head.carried();
    }

    private static ObjectNode payload(Command command, Head next) {
        if (next.carried().isEmpty()) {
            return command.payload();
        }
        ObjectNode payload = next.carried().deepCopy();
        payload.setAll(command.payload());
        return payload;
    }

    private EventEnvelope event(Submission submission, Command command, ObjectNode payload, Head next) {
        Command.Append append = command instanceof Command.Append appended ? appended : null;
        EventMetadata metadata = new EventMetadata(
                submission.tenant().value(),
                submission.actor(),
                submission.traceparent(),
                append == null ? null : append.causationId(),
                append == null ? 1 : append.schemaVersion());
        return new EventEnvelope(
                Ids.uuid7(),
                command.eventType(),
                command.aggregate().type(),
                command.aggregate().id(),
                next.version(),
                next.position(),
                fields(payload),
                metadata,
                now);
    }

    /** The same tree under the type that a payload has on the wire: copying it deep costs more than all else here. */
    private static Map<String, Object> fields(ObjectNode payload) {
        Map<String, Object> fields = new LinkedHashMap<>();
        payload.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }
}

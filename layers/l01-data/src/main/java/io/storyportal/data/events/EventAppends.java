package io.storyportal.data.events;

import io.storyportal.data.DataProblem;
import io.storyportal.data.journal.AggregateKey;
import io.storyportal.data.journal.Command;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.data.resources.Submissions;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.data.schemas.EventSchemas;
import io.storyportal.data.schemas.EventTypes;
import io.storyportal.kit.web.caller.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Records events of aggregates that other layers keep. */
final class EventAppends {

    private final Submissions submissions;
    private final EventTypes types;
    private final Mono<EventSchemas> schemas;
    private final Set<String> resources;
    private final JsonMapper json;

    /** {@code resources}: the aggregate types that have routes of their own. */
    EventAppends(
            Submissions submissions,
            EventTypes types,
            Mono<EventSchemas> schemas,
            Set<String> resources,
            JsonMapper json) {
        this.submissions = submissions;
        this.types = types;
        this.schemas = schemas;
        this.resources = Set.copyOf(resources);
        this.json = json;
    }

    /** All or none, in their order. */
    Mono<List<EventEnvelope>> append(List<AppendEvent> events, @Nullable String idempotencyKey, Caller caller) {
        return schemas.flatMap(known -> {
            List<Command.Append> commands =
                    events.stream().map(event -> command(event, known, caller)).toList();
            return submissions
                    .submit(commands, new Once("POST events", idempotencyKey, events), caller)
                    .map(all -> all.stream()
                            .map(recorded -> Objects.requireNonNull(recorded.event()))
                            .toList());
        });
    }

    private Command.Append command(AppendEvent event, EventSchemas known, Caller caller) {
        String type = event.eventType();
        String aggregate = type.substring(0, type.indexOf('.'));
        types.requireOwner(type, caller);
        if (resources.contains(aggregate)) {
            throw DataProblem.OWN_ROUTE.exception("'" + type + "' follows from a command to the resource itself");
        }
        ObjectNode payload = json.valueToTree(event.payload());
        int version = event.schemaVersion() == null ? 1 : event.schemaVersion();
        known.require(type, version, payload);
        return new Command.Append(
                new AggregateKey(aggregate, event.aggregateId()),
                type,
                payload,
                event.expectedVersion(),
                event.causationId(),
                version);
    }
}

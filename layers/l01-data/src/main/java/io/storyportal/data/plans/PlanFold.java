package io.storyportal.data.plans;

import io.r2dbc.spi.Readable;
import io.storyportal.data.resources.ResourceEvent;
import io.storyportal.data.resources.ResourceFold;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The versions of a plan while its events are read in their order. */
final class PlanFold {

    /** The fields of events that versions tell. */
    static final List<String> FIELDS = List.of("steps", "status", "current_step");

    private final JsonMapper json;
    private final ResourceFold plan;
    private long weight;

    PlanFold(UUID id, JsonMapper json) {
        this.json = json;
        this.plan = new ResourceFold(Plans.TYPE, id, json);
    }

    /** Takes the next event, and weighs the version that it makes: each tells the steps anew. */
    long take(Readable row) {
        ResourceEvent event = ResourceEvent.of(row);
        JsonNode before = plan.document() == null ? null : told("steps");
        plan.take(event);
        if (told("steps") != before) {
            weight = event.payload().length();
        }
        return weight;
    }

    PlanVersion version(Readable row) {
        ResourceEvent event = ResourceEvent.of(row);
        return new PlanVersion(
                event.version(),
                event.type(),
                json.treeToValue(told("status"), PlanStatus.class),
                told("current_step").asInt(),
                told("steps"),
                Objects.requireNonNull(row.get("actor", String.class)),
                event.at());
    }

    private JsonNode told(String field) {
        return Objects.requireNonNull(plan.document()).path(field);
    }
}

package io.storyportal.data.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.storyportal.data.DataProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** The schema of each type of event and version. */
public final class EventSchemas {

    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final EventTypes types;
    private final Map<String, Schema> byName;

    private EventSchemas(EventTypes types, Map<String, Schema> byName) {
        this.types = types;
        this.byName = byName;
    }

    /** They are read when the first event needs one, which takes too long for an event loop. */
    static Mono<EventSchemas> readOnce(EventTypes types, Callable<Map<String, Schema>> source) {
        return Mono.fromCallable(() -> new EventSchemas(types, source.call()))
                .subscribeOn(Schedulers.boundedElastic())
                .cache(read -> FOR_EVER, failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** A payload that does not match is a 422 problem naming the path. */
    public void require(String eventType, int version, JsonNode payload) {
        String name = types.schemaOf(eventType) + ".v" + version;
        Schema schema = byName.get(name);
        if (schema == null) {
            throw DataProblem.SCHEMA_MISMATCH.exception("There is no schema " + name + ".json for '" + eventType + "'");
        }
        List<Error> errors = schema.validate(payload);
        if (!errors.isEmpty()) {
            Error first = errors.getFirst();
            String path = pathOf(first);
            throw DataProblem.SCHEMA_MISMATCH
                    .exception("'" + path + "': " + first.getMessage())
                    .with("path", path)
                    .with("schema", name + ".json");
        }
    }

    private static String pathOf(Error error) {
        String path = error.getInstanceLocation().toString();
        return error.getProperty() == null ? path : path + "/" + error.getProperty();
    }
}

package io.storyportal.data.configuration;

import io.storyportal.data.DataProblem;
import io.storyportal.data.events.EventHistory;
import io.storyportal.data.journal.AggregateKey;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The versions of a setting, as its events tell them. */
final class ConfigHistory {

    private final EventHistory events;

    ConfigHistory(EventHistory events) {
        this.events = events;
    }

    Mono<Page<ConfigVersion>> page(
            UUID id, @Nullable Integer limit, @Nullable String cursor, @Nullable String order, Caller caller) {
        return events.page(key(id), limit, cursor, order, caller)
                .map(page -> new Page<>(
                        page.items().stream().map(ConfigHistory::version).toList(), page.nextCursor()));
    }

    /** The value that the setting had at a version; a problem when it was deleted then. */
    Mono<Object> valueAt(UUID id, long version, Caller caller) {
        return events.at(key(id), version, caller).map(event -> {
            Object value = version(event).value();
            if (value == null) {
                throw DataProblem.NO_VALUE_THEN.exception("Version " + version + " deleted the setting");
            }
            return value;
        });
    }

    private static AggregateKey key(UUID id) {
        return new AggregateKey(ConfigEntries.TYPE.aggregate(), id);
    }

    private static ConfigVersion version(EventEnvelope event) {
        return new ConfigVersion(
                event.version(),
                ConfigEntries.TYPE.isRemoval(event.eventType()),
                event.payload().get("value"),
                event.metadata().actor(),
                event.createdAt());
    }
}

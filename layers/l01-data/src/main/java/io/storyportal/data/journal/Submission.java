package io.storyportal.data.journal;

import io.storyportal.kit.web.ids.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commands that succeed or fail together.
 *
 * @param actor who caused them, for the events' metadata
 * @param weight roughly the bytes they hold, for bounding what waits
 */
public record Submission(
        TenantId tenant,
        String actor,
        @Nullable String traceparent,
        List<Command> commands,
        @Nullable IdempotencyKey idempotencyKey,
        long weight) {

    public Submission {
        commands = List.copyOf(commands);
    }

    public Submission tracedAs(String parent) {
        return new Submission(tenant, actor, parent, commands, idempotencyKey, weight);
    }
}

package io.storyportal.data.resources;

import io.storyportal.data.journal.Command;
import io.storyportal.data.journal.IdempotencyKey;
import io.storyportal.data.journal.Journal;
import io.storyportal.data.journal.Recorded;
import io.storyportal.data.journal.Submission;
import io.storyportal.data.schemas.EventTypes;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.trace.TraceIds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hands commands to the journal on behalf of a caller: checks what they may do and that all of it can be stored. */
public final class Submissions {

    private final Journal journal;
    private final EventTypes types;
    private final JsonMapper json;

    public Submissions(Journal journal, EventTypes types, JsonMapper json) {
        this.journal = journal;
        this.types = types;
        this.json = json;
    }

    /**
     * What a client asked to be done once.
     *
     * @param route names the operation, so that one key may serve several
     * @param body what was sent, to tell a retry from another request
     */
    public record Once(String route, @Nullable String key, Object body) {}

    public Mono<List<Recorded>> submit(List<? extends Command> commands, Once once, Caller caller) {
        return submit(caller.tenant(), commands, once, caller);
    }

    /** In a tenant that may be another than the caller's; whoever calls this has checked that they may. */
    public Mono<List<Recorded>> submit(TenantId tenant, List<? extends Command> commands, Once once, Caller caller) {
        return Mono.defer(() -> {
            caller.require(Role.DEVELOPER);
            long weight = 0;
            for (Command command : commands) {
                types.requireOwner(command.eventType(), caller);
                weight += StorableJson.weigh(command.payload());
                if (command instanceof Command.Create create) {
                    weight += StorableJson.weigh(create.sealed());
                }
            }
            Submission untraced = new Submission(
                    tenant, actorOf(caller), null, List.copyOf(commands), idempotencyKey(once, caller), weight);
            return TraceIds.traceparent()
                    .map(untraced::tracedAs)
                    .defaultIfEmpty(untraced)
                    .flatMap(journal::submit);
        });
    }

    private static String actorOf(Caller caller) {
        return caller.service() == null ? caller.principal() : caller.principal() + " via " + caller.service();
    }

    @Nullable
    IdempotencyKey idempotencyKey(Once once, Caller caller) {
        if (once.key() == null) {
            return null;
        }
        JsonNode body = json.valueToTree(once.body());
        return new IdempotencyKey(
                Sha256.hex(caller.principal() + "\n" + once.route() + "\n" + once.key()),
                Sha256.hex(json.writeValueAsString(body)));
    }
}

package io.storyportal.data.tenants;

import io.storyportal.data.DataProblem;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.journal.Command;
import io.storyportal.data.journal.Recorded;
import io.storyportal.data.resources.Commands;
import io.storyportal.data.resources.Submissions;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.problem.CommonProblem;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes API keys, each shown in the answer to its request alone. With 256 bits a plain SHA-256 is as good as a slow hash,
 * and lets the door recognise a key by one look-up. A retry with the same Idempotency-Key is shown the same key, worked out
 * anew, as long as that is the one in use.
 */
final class ApiKeyIssuer {

    private static final String IN_USE = "select id from api_keys where tenant_id = $1 and id = $2 and key_hash = $3";

    private final Commands commands;
    private final Submissions submissions;
    private final ApiKeySecrets secrets;
    private final Database database;
    private final Clock clock;

    ApiKeyIssuer(Commands commands, Submissions submissions, ApiKeySecrets secrets, Database database, Clock clock) {
        this.commands = commands;
        this.submissions = submissions;
        this.secrets = secrets;
        this.database = database;
        this.clock = clock;
    }

    Mono<CreatedApiKey> issue(CreateApiKey body, @Nullable String idempotencyKey, Caller caller) {
        return Mono.defer(() -> {
            CreateApiKey wanted = settled(body);
            UUID id = Ids.uuid7();
            String key = idempotencyKey == null ? secrets.random() : secrets.of(caller.tenant(), id);
            Once once = new Once("POST api-keys", idempotencyKey, wanted);
            return submissions
                    .submit(List.of(creation(id, key, wanted)), once, caller)
                    .map(List::getFirst)
                    .flatMap(recorded -> recorded.aggregateId().equals(id)
                            ? Mono.just(shown(id, key, wanted, caller))
                            : again(recorded, wanted, caller));
        });
    }

    /** What was left open decided, and the roles in an order of their own: two requests for the same are equal. */
    private CreateApiKey settled(CreateApiKey body) {
        if (body.expiresAt() != null && body.expiresAt().isBefore(clock.instant())) {
            throw CommonProblem.INVALID.exception("'expires_at' is in the past");
        }
        return new CreateApiKey(
                body.name(),
                body.principal(),
                EnumSet.copyOf(body.roles()),
                Objects.requireNonNullElse(body.tier(), Tier.STANDARD),
                body.expiresAt());
    }

    private Command.Create creation(UUID id, String key, CreateApiKey wanted) {
        ObjectNode sealed = JsonNodeFactory.instance.objectNode().put("key_hash", Sha256.hex(key));
        return commands.create(ApiKeys.TYPE, id, facts(wanted, ApiKeySecrets.prefixOf(key)), sealed);
    }

    /** The key of an earlier request, unless what can be worked out today is not it. */
    private Mono<CreatedApiKey> again(Recorded recorded, CreateApiKey wanted, Caller caller) {
        UUID id = recorded.aggregateId();
        String key = secrets.of(caller.tenant(), id);
        List<Object> values = List.of(caller.tenant().value(), id, Sha256.hex(key));
        return database.reading(caller.tenant(), connection -> Statements.query(connection, IN_USE, values, row -> true)
                        .hasElements())
                .map(inUse -> {
                    if (!inUse) {
                        throw DataProblem.KEY_NOT_SHOWN_AGAIN
                                .exception("API key " + id + " was revoked, or this layer has another secret by now")
                                .with("id", id);
                    }
                    return shown(id, key, wanted, caller);
                });
    }

    private static Map<String, Object> facts(CreateApiKey wanted, String prefix) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", wanted.name());
        facts.put("principal", wanted.principal());
        facts.put("roles", wanted.roles());
        facts.put("tier", Objects.requireNonNull(wanted.tier()));
        facts.put("prefix", prefix);
        if (wanted.expiresAt() != null) {
            facts.put("expires_at", wanted.expiresAt());
        }
        return facts;
    }

    private static CreatedApiKey shown(UUID id, String key, CreateApiKey wanted, Caller caller) {
        return new CreatedApiKey(
                id,
                key,
                ApiKeySecrets.prefixOf(key),
                wanted.name(),
                wanted.principal(),
                wanted.roles(),
                Objects.requireNonNull(wanted.tier()),
                caller.tenant().value(),
                wanted.expiresAt());
    }
}

package io.storyportal.data.resources;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Statements;
import io.storyportal.data.journal.IdempotencyKey;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code Idempotency-Key} for what is no command: the key is taken in the transaction of the work, so both happen or
 * neither. A retry while the first is in flight waits for it, and gets its answer.
 */
public final class KeptAnswers {

    private static final String TAKE = """
            insert into idempotency_keys as kept (tenant_id, key, fingerprint, answer, created_at)
            values ($1, $2, $3, 'null', now())
            on conflict (tenant_id, key) do update
               set fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = excluded.created_at
             where kept.created_at < now() - interval '24 hours'
            """;
    private static final String KEEP =
            "update idempotency_keys set answer = $3::jsonb where tenant_id = $1 and key = $2";
    private static final String READ =
            "select fingerprint, answer::text as answer from idempotency_keys where tenant_id = $1 and key = $2";

    private record Kept(String fingerprint, String answer) {}

    private final Submissions submissions;
    private final JsonMapper json;

    public KeptAnswers(Submissions submissions, JsonMapper json) {
        this.submissions = submissions;
        this.json = json;
    }

    /** Does the work, or answers what it answered before; {@code work} runs on the connection when subscribed to. */
    public <T> Mono<T> once(Connection connection, Once once, Caller caller, Class<T> type, Mono<T> work) {
        return Mono.defer(() -> {
            IdempotencyKey key = submissions.idempotencyKey(once, caller);
            if (key == null) {
                return work;
            }
            UUID tenant = caller.tenant().value();
            List<Object> entry = List.of(tenant, key.scope(), key.fingerprint());
            return Statements.update(connection, TAKE, entry)
                    .flatMap(taken -> taken == 1
                            ? work.flatMap(answer -> keep(connection, tenant, key, answer))
                            : earlier(connection, tenant, key, type));
        });
    }

    private <T> Mono<T> keep(Connection connection, UUID tenant, IdempotencyKey key, T answer) {
        return Statements.update(connection, KEEP, List.of(tenant, key.scope(), json.writeValueAsString(answer)))
                .thenReturn(answer);
    }

    private <T> Mono<T> earlier(Connection connection, UUID tenant, IdempotencyKey key, Class<T> type) {
        return Statements.query(
                        connection,
                        READ,
                        List.of(tenant, key.scope()),
                        row -> new Kept(
                                Objects.requireNonNull(row.get("fingerprint", String.class)),
                                Objects.requireNonNull(row.get("answer", String.class))))
                .single()
                .map(kept -> {
                    if (!kept.fingerprint().equals(key.fingerprint())) {
                        throw CommonProblem.IDEMPOTENCY_MISMATCH.exception(
                                "The first request with this key had another body");
                    }
                    return json.readValue(kept.answer(), type);
                });
    }
}

package io.storyportal.data.tenants;

import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.database.Unreachable;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.problem.CommonProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The id of a new tenant. Its answer is kept in its own log, which a retry finds by this id alone: so the id is set aside
 * for the Idempotency-Key, in the log of whoever asks, before the tenant is made. After a day the key is free and sets a
 * new id aside; a key that came with an id of the client's own stays with it for the day, even if that was refused.
 */
final class TenantIds {

    private static final Duration KEPT = Duration.ofHours(24);

    private static final String SET_ASIDE = """
            insert into idempotency_keys as k (tenant_id, key, fingerprint, answer, created_at)
            values ($1, $2, $3, to_jsonb($4::text), $5)
            on conflict (tenant_id, key) do update
               set (fingerprint, answer, created_at) = (
                   select case when outlived then excluded.fingerprint else k.fingerprint end,
                          case when outlived then excluded.answer else k.answer end,
                          case when outlived then excluded.created_at else k.created_at end
                     from (select k.created_at <= $6 as outlived) as age)
            returning fingerprint, answer #>> '{}' as id
            """;

    /** @param wanted what the client said of the id, if anything */
    private record SetAside(String wanted, UUID id) {}

    private final Database database;
    private final Clock clock;

    TenantIds(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The client's own id or a fresh one; for a key of the last day the one it came to then. */
    Mono<UUID> idFor(@Nullable UUID own, @Nullable String idempotencyKey, Caller caller) {
        return Mono.defer(() -> {
            UUID id = own == null ? Ids.uuid7() : own;
            return idempotencyKey == null ? Mono.just(id) : setAside(own, id, idempotencyKey, caller);
        });
    }

    private Mono<UUID> setAside(@Nullable UUID own, UUID id, String idempotencyKey, Caller caller) {
        String wanted = own == null ? "any id" : own.toString();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Object> values = List.of(
                caller.tenant().value(),
                Sha256.hex(caller.principal() + "\nthe id of POST tenants\n" + idempotencyKey),
                wanted,
                id.toString(),
                now,
                now.minus(KEPT));
        return database.appending(caller.tenant(), connection -> Statements.query(
                                connection, SET_ASIDE, values, TenantIds::setAside)
                        .single())
                .onErrorMap(Unreachable::is, Unreachable::problem)
                .map(there -> {
                    if (!there.wanted().equals(wanted)) {
                        throw CommonProblem.IDEMPOTENCY_MISMATCH.exception("This key came with another body before");
                    }
                    return there.id();
                });
    }

    private static SetAside setAside(Readable row) {
        return new SetAside(
                Objects.requireNonNull(row.get("fingerprint", String.class)),
                UUID.fromString(Objects.requireNonNull(row.get("id", String.class))));
    }
}

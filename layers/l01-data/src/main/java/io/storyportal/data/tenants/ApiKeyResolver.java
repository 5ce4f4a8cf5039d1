package io.storyportal.data.tenants;

import io.r2dbc.spi.Readable;
import io.storyportal.data.DataProblem;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.Services;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.digest.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Recognises an API key for the door. A key that is unknown, revoked, expired or of a suspended tenant is all the same. */
final class ApiKeyResolver {

    private static final String BY_HASH = """
            select k.id, k.tenant_id, k.principal, k.roles, k.tier, k.expires_at
              from api_keys k join tenants t on t.tenant_id = k.tenant_id and t.status = 'active'
             where k.key_hash = $1 and (k.expires_at is null or k.expires_at > $2)
            """;

    private final Database database;
    private final Clock clock;

    ApiKeyResolver(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<ResolvedApiKey> resolve(String key, Caller caller) {
        return Mono.defer(() -> {
            Services.requireDoor(caller);
            List<Object> values = List.of(Sha256.hex(key), clock.instant());
            return database.onceAcrossTenants(
                            connection -> Statements.query(connection, BY_HASH, values, ApiKeyResolver::resolved)
                                    .next())
                    .switchIfEmpty(Mono.error(() -> DataProblem.UNKNOWN_KEY.exception("No such key is in use")));
        });
    }

    private static ResolvedApiKey resolved(Readable row) {
        String[] roles = Objects.requireNonNull(row.get("roles", String[].class));
        return new ResolvedApiKey(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("tenant_id", UUID.class)),
                Objects.requireNonNull(row.get("principal", String.class)),
                Arrays.stream(roles).map(Role::valueOf).collect(Collectors.toUnmodifiableSet()),
                Tier.valueOf(Objects.requireNonNull(row.get("tier", String.class))),
                row.get("expires_at", Instant.class));
    }
}

package io.storyportal.data.cache;

import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.StorableJson;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.problem.CommonProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps values in the database, whose clock alone says when one is over. */
final class CacheEntries {

    private static final int LIMIT = 256 * 1024;

    private static final String GET = """
            select namespace, key, value::text as value, created_at, expires_at from cache_entries
             where tenant_id = $1 and namespace = $2 and key = $3 and expires_at > now()
            """;
    private static final String PUT = """
            insert into cache_entries (tenant_id, namespace, key, value, created_at, expires_at)
            values ($1, $2, $3, $4::json, now(), now() + $5 * interval '1 second')
            on conflict (tenant_id, namespace, key) do update
               set value = excluded.value, created_at = excluded.created_at, expires_at = excluded.expires_at
            returning namespace, key, value::text as value, created_at, expires_at
            """;
    private static final String DELETE = """
            delete from cache_entries
             where tenant_id = $1 and namespace = $2 and key = $3 and expires_at > now()
            """;

    private final Database database;
    private final JsonMapper json;

    CacheEntries(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<CacheEntry> get(String namespace, String key, Caller caller) {
        List<Object> values = List.of(caller.tenant().value(), namespace, key);
        return database.rows(caller.tenant(), GET, values, this::entry)
                .singleOrEmpty()
                .switchIfEmpty(Mono.error(() -> notFound(namespace, key)));
    }

    /** In place of what is there; of two at once, the one that commits last stays. */
    Mono<CacheEntry> put(String namespace, String key, PutCacheEntry entry, Caller caller) {
        return Mono.defer(() -> {
            caller.require(Role.DEVELOPER);
            List<Object> values = List.of(caller.tenant().value(), namespace, key, text(entry.value()), entry.ttl());
            return database.writing(
                    caller.tenant(), connection -> Statements.query(connection, PUT, values, this::entry)
                            .single());
        });
    }

    Mono<Void> delete(String namespace, String key, Caller caller) {
        return Mono.defer(() -> {
            caller.require(Role.DEVELOPER);
            List<Object> values = List.of(caller.tenant().value(), namespace, key);
            return database.writing(caller.tenant(), connection -> Statements.update(connection, DELETE, values))
                    .flatMap(deleted -> deleted == 0 ? Mono.error(notFound(namespace, key)) : Mono.empty());
        });
    }

    private String text(Object value) {
        JsonNode tree = json.valueToTree(value);
        StorableJson.weigh(tree);
        String text = json.writeValueAsString(tree);
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > LIMIT) {
            throw CommonProblem.TOO_LARGE.exception(
                    "'value' has " + size + " bytes of JSON; the limit is 256 KiB. Keep it as an artifact instead");
        }
        return text;
    }

    private CacheEntry entry(Readable row) {
        return new CacheEntry(
                Objects.requireNonNull(row.get("namespace", String.class)),
                Objects.requireNonNull(row.get("key", String.class)),
                json.readTree(Objects.requireNonNull(row.get("value", String.class))),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("expires_at", Instant.class)));
    }

    private static RuntimeException notFound(String namespace, String key) {
        return CommonProblem.NOT_FOUND.exception("Nothing is cached as '" + namespace + "/" + key + "'");
    }
}

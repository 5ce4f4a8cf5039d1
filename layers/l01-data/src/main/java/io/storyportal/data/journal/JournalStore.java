package io.storyportal.data.journal;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.ids.TenantId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The statements of an append: one that reads where everything stands, one that writes events and heads. */
final class JournalStore {

    private static final String STANDING = """
            select coalesce((select position from journal_heads where tenant_id = $1), 0) as position,
                   (select encode(hash, 'hex') from journal_heads
                     where tenant_id = $1 and hash_position = position) as hash,
                   (select epoch from feed_epoch) as epoch,
                   (select jsonb_agg(to_jsonb(h))::text
                      from unnest($2::text[], $3::uuid[]) as wanted (type, id)
                      join aggregate_heads h
                        on h.tenant_id = $1 and h.aggregate_type = wanted.type and h.aggregate_id = wanted.id) as heads,
                   (select jsonb_agg(jsonb_build_object('key', key, 'fingerprint', fingerprint, 'answer', answer::text))::text
                      from idempotency_keys
                     where tenant_id = $1 and key = any($4) and created_at > $5) as answers
            """;

    private static final String RECORD = """
            with entry as (
                select * from jsonb_to_recordset($2::jsonb) as e (
                    event_id uuid, event_type text, aggregate_type text, aggregate_id uuid, version bigint,
                    position bigint, payload jsonb, actor text, traceparent text, causation_id uuid,
                    schema_version int, payload_hash bytea, hash bytea)
            ), recorded as (
                insert into events (tenant_id, position, event_id, event_type, aggregate_type, aggregate_id, version,
                                    payload, actor, traceparent, causation_id, schema_version, created_at, epoch,
                                    payload_hash, hash)
                select $1, position, event_id, event_type, aggregate_type, aggregate_id, version,
                       payload, actor, traceparent, causation_id, schema_version, $7, $5, payload_hash, hash
                  from entry order by position
            ), headed as (
                insert into aggregate_heads as h
                select $1, aggregate_type, aggregate_id, version, position, deleted, created_digest, carried
                  from jsonb_to_recordset($3::jsonb) as n (
                    aggregate_type text, aggregate_id uuid, version bigint, position bigint, deleted boolean,
                    created_digest text, carried jsonb)
                on conflict (tenant_id, aggregate_type, aggregate_id) do update
                   set version = excluded.version, position = excluded.position, deleted = excluded.deleted
            )
            insert into journal_heads (tenant_id, position, hash, hash_position) values ($1, $4, $6, $4)
            on conflict (tenant_id) do update
               set position = excluded.position, hash = excluded.hash, hash_position = excluded.hash_position
            """;

    /** A key older than a day may be in the table still: its answer no longer counts and is replaced. */
    private static final String REMEMBER = """
            insert into idempotency_keys (tenant_id, key, fingerprint, answer, created_at)
            select $1, key, fingerprint, answer, $3
              from jsonb_to_recordset($2::jsonb) as k (key text, fingerprint text, answer jsonb)
            on conflict (tenant_id, key) do update
               set fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = excluded.created_at
            """;

    private final JsonMapper json;

    JournalStore(JsonMapper json) {
        this.json = json;
    }

    Mono<Standing> standing(
            Connection connection,
            TenantId tenant,
            Collection<AggregateKey> aggregates,
            Collection<String> idempotencyScopes,
            Instant notBefore) {
        String[] types = aggregates.stream().map(AggregateKey::type).toArray(String[]::new);
        UUID[] ids = aggregates.stream().map(AggregateKey::id).toArray(UUID[]::new);
        List<Object> values = List.of(tenant.value(), types, ids, idempotencyScopes.toArray(String[]::new), notBefore);
        return Statements.query(connection, STANDING, values, this::standing).single();
    }

    private Standing standing(Readable row) {
        Map<AggregateKey, Head> heads = new HashMap<>();
        for (JsonNode head : array(row.get("heads", String.class))) {
            heads.put(
                    new AggregateKey(
                            head.path("aggregate_type").asString(),
                            UUID.fromString(head.path("aggregate_id").asString())),
                    new Head(
                            head.path("version").asLong(),
                            head.path("position").asLong(),
                            head.path("deleted").asBoolean(),
                            head.path("created_digest").asString(null),
                            (ObjectNode) head.path("carried")));
        }
        Map<String, Standing.GivenAnswer> answers = new HashMap<>();
        for (JsonNode answer : array(row.get("answers", String.class))) {
            answers.put(
                    answer.path("key").asString(),
                    new Standing.GivenAnswer(
                            answer.path("fingerprint").asString(),
                            answer.path("answer").asString()));
        }
        return new Standing(
                Objects.requireNonNull(row.get("position", Long.class)),
                hash(row.get("hash", String.class)),
                Objects.requireNonNull(row.get("epoch", Integer.class)),
                heads,
                answers);
    }

    /** Of the last event; a tenant's first event, and the first that was hashed at all, begin a chain. */
    private static byte[] hash(@Nullable String hex) {
        return hex == null ? EventChain.start() : HexFormat.of().parseHex(hex);
    }

    private JsonNode array(@Nullable String text) {
        return text == null ? json.createArrayNode() : json.readTree(text);
    }

    /** @param drafts in the order of their positions */
    Mono<Void> record(
            Connection connection, TenantId tenant, Standing standing, Collection<Draft> drafts, Instant now) {
        List<EventRow> events = new ArrayList<>(drafts.size());
        Map<AggregateKey, Head> heads = new HashMap<>();
        long position = 0;
        byte[] hash = standing.hash();
        for (Draft draft : drafts) {
            EventEnvelope event = Objects.requireNonNull(draft.event());
            EventChain.Link link = EventChain.link(hash, event, draft.payload());
            hash = link.hash();
            events.add(EventRow.of(event, draft.payload(), link));
            heads.put(draft.aggregate(), draft.head());
            position = Math.max(position, draft.head().position());
        }
        List<Object> values = List.of(
                tenant.value(),
                Json.of(json.writeValueAsBytes(events)),
                Json.of(json.writeValueAsBytes(rows(heads))),
                position,
                standing.epoch(),
                ByteBuffer.wrap(hash),
                now);
        return Statements.update(connection, RECORD, values).then();
    }

    private ArrayNode rows(Map<AggregateKey, Head> heads) {
        ArrayNode rows = json.createArrayNode();
        heads.forEach((aggregate, head) -> rows.addObject()
                .put("aggregate_type", aggregate.type())
                .put("aggregate_id", aggregate.id().toString())
                .put("version", head.version())
                .put("position", head.position())
                .put("deleted", head.deleted())
                .put("created_digest", head.createdDigest())
                .set("carried", head.carried()));
        return rows;
    }

    Mono<Void> remember(
            Connection connection, TenantId tenant, Map<IdempotencyKey, List<Recorded>> answers, Instant now) {
        if (answers.isEmpty()) {
            return Mono.empty();
        }
        ArrayNode rows = json.createArrayNode();
        answers.forEach((key, answer) -> rows.addObject()
                .put("key", key.scope())
                .put("fingerprint", key.fingerprint())
                .set("answer", json.valueToTree(answer)));
        return Statements.update(connection, REMEMBER, List.of(tenant.value(), json.writeValueAsString(rows), now))
                .then();
    }
}

package io.storyportal.data.datasets;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Statements;
import io.storyportal.data.journal.Projection;
import io.storyportal.kit.web.ids.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stores a batch's examples in the transaction that records it. Events tell no contents, so examples cannot be rebuilt from
 * them. Of several with one hash in a dataset the first is stored, also when an event tells of more; they go with the
 * dataset.
 */
final class ExampleProjection implements Projection {

    private static final String INSERT = """
            insert into dataset_examples
                   (tenant_id, dataset_id, id, created_at, content_hash, group_key, input, output, metadata)
            select $1, (batch ->> 'dataset_id')::uuid, (example ->> 'id')::uuid, (batch ->> 'created_at')::timestamptz,
                   example ->> 'content_hash', example ->> 'group_key', content -> 'input', content -> 'output',
                   coalesce(nullif(content -> 'metadata', 'null'), '{}')
              from jsonb_array_elements($2::jsonb) with ordinality as b (batch, n)
             cross join lateral rows from (
                   jsonb_array_elements(batch -> 'examples'), jsonb_array_elements(batch -> 'contents'))
                   with ordinality as e (example, content, i)
             order by n, i
            on conflict (tenant_id, dataset_id, content_hash) do nothing
            """;
    private static final String STORED = """
            select e.dataset_id, e.content_hash, e.id from dataset_examples e
              join (select distinct * from unnest($2::uuid[], $3::text[]) as w (dataset_id, content_hash)) w
                on w.dataset_id = e.dataset_id and w.content_hash = e.content_hash
             where e.tenant_id = $1
            """;

    private final JsonMapper json;

    private record Content(UUID dataset, String hash) {}

    private record Stored(Content content, UUID id) {}

    ExampleProjection(JsonMapper json) {
        this.json = json;
    }

    @Override
    public String aggregateType() {
        return ExampleWrites.AGGREGATE;
    }

    /** Answers, for each batch, under which id each of its examples is stored. */
    @Override
    public Mono<Map<UUID, ObjectNode>> merge(Connection connection, TenantId tenant, List<ObjectNode> documents) {
        return Statements.update(connection, INSERT, List.of(tenant.value(), json.writeValueAsString(documents)))
                .then(Mono.defer(() -> stored(connection, tenant, documents)))
                .map(stored -> {
                    Map<UUID, ObjectNode> batches = new HashMap<>();
                    documents.forEach(batch -> batches.put(idIn(batch, "id"), answer(batch, stored)));
                    return batches;
                });
    }

    private Mono<Map<Content, UUID>> stored(Connection connection, TenantId tenant, List<ObjectNode> batches) {
        List<UUID> datasets = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        for (ObjectNode batch : batches) {
            for (JsonNode example : batch.path("examples")) {
                datasets.add(idIn(batch, "dataset_id"));
                hashes.add(example.path("content_hash").asString());
            }
        }
        List<Object> values = List.of(tenant.value(), datasets.toArray(UUID[]::new), hashes.toArray(String[]::new));
        return Statements.query(
                        connection,
                        STORED,
                        values,
                        row -> new Stored(
                                new Content(
                                        Objects.requireNonNull(row.get("dataset_id", UUID.class)),
                                        Objects.requireNonNull(row.get("content_hash", String.class))),
                                Objects.requireNonNull(row.get("id", UUID.class))))
                .collectMap(Stored::content, Stored::id);
    }

    private ObjectNode answer(ObjectNode batch, Map<Content, UUID> stored) {
        ObjectNode answer = json.createObjectNode().put("id", batch.path("id").asString());
        ArrayNode examples = answer.putArray("examples");
        for (JsonNode example : batch.path("examples")) {
            String hash = example.path("content_hash").asString();
            UUID id = Objects.requireNonNull(stored.get(new Content(idIn(batch, "dataset_id"), hash)));
            examples.addObject()
                    .put("id", id.toString())
                    .put("content_hash", hash)
                    .put("duplicate", !id.equals(idIn(example, "id")));
        }
        return answer;
    }

    private static UUID idIn(JsonNode node, String field) {
        return UUID.fromString(node.path(field).asString());
    }

    /** Batches have no rows of their own, and none ends. */
    @Override
    public Mono<Void> remove(Connection connection, TenantId tenant, Collection<UUID> ids) {
        return Mono.empty();
    }

    @Override
    public Mono<Map<UUID, ObjectNode>> read(Connection connection, TenantId tenant, Collection<UUID> ids) {
        return Mono.just(Map.of());
    }
}

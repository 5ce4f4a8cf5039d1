package io.storyportal.data.resources;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Statements;
import io.storyportal.data.journal.Projection;
import io.storyportal.kit.web.ids.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The one projection behind every resource: documents become rows by the names of their fields. */
final class RowProjection implements Projection {

    private final ResourceType<?> type;
    private final JsonMapper json;
    private final String merge;
    private final String remove;
    private final String read;

    RowProjection(ResourceType<?> type, JsonMapper json) {
        this.type = type;
        this.json = json;
        this.merge = mergeSql(type);
        this.remove = "delete from %s where tenant_id = $1 and id = any($2)".formatted(type.table());
        this.read = "select %s as row from %s t where tenant_id = $1 and id = any($2)"
                .formatted(rowSql(type), type.table());
    }

    /** A row as JSON, without what is sealed or what the database derives for itself. */
    static String rowSql(ResourceType<?> type) {
        String told = type.told().stream().map(column -> "t." + quoted(column)).collect(Collectors.joining(", "));
        return "(select to_jsonb(told) from (select " + told + ") told)::text";
    }

    private static String mergeSql(ResourceType<?> type) {
        List<String> changing = new ArrayList<>(type.columns());
        changing.addAll(List.of("version", "updated_at"));
        String columns = changing.stream().map(RowProjection::quoted).collect(Collectors.joining(", "));
        String values = changing.stream().map(column -> "p." + quoted(column)).collect(Collectors.joining(", "));
        String updates = changing.stream()
                .map(column -> quoted(column) + " = excluded." + quoted(column))
                .collect(Collectors.joining(", "));
        return """
                insert into %1$s as t (tenant_id, id, created_at, %2$s)
                select $1, p.id, coalesce(old.created_at, p.created_at), %3$s
                  from jsonb_array_elements($2::jsonb) as document
                  left join %1$s old on old.tenant_id = $1 and old.id = (document ->> 'id')::uuid
                 cross join lateral jsonb_populate_record(old, document) as p
                on conflict (tenant_id, id) do update set %4$s
                returning %5$s as row
                """.formatted(type.table(), columns, values, updates, rowSql(type));
    }

    static String quoted(String column) {
        return '"' + column + '"';
    }

    @Override
    public String aggregateType() {
        return type.aggregate();
    }

    @Override
    public Mono<Map<UUID, ObjectNode>> merge(Connection connection, TenantId tenant, List<ObjectNode> documents) {
        return rows(connection, merge, List.of(tenant.value(), json.writeValueAsString(documents)));
    }

    @Override
    public Mono<Void> remove(Connection connection, TenantId tenant, Collection<UUID> ids) {
        return Statements.update(connection, remove, List.of(tenant.value(), ids.toArray(UUID[]::new)))
                .then();
    }

    @Override
    public Mono<Map<UUID, ObjectNode>> read(Connection connection, TenantId tenant, Collection<UUID> ids) {
        return rows(connection, read, List.of(tenant.value(), ids.toArray(UUID[]::new)));
    }

    private Mono<Map<UUID, ObjectNode>> rows(Connection connection, String sql, List<Object> values) {
        return Statements.query(connection, sql, values, row -> Objects.requireNonNull(row.get("row", String.class)))
                .map(text -> (ObjectNode) json.readTree(text))
                .collectMap(row -> UUID.fromString(row.path("id").asString()));
    }
}

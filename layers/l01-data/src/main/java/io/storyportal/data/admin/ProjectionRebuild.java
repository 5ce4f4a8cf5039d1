package io.storyportal.data.admin;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.database.Statements;
import io.storyportal.data.journal.Projection;
import io.storyportal.data.resources.ResourceEvent;
import io.storyportal.data.resources.ResourceFold;
import io.storyportal.data.resources.ResourceType;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Folds a tenant's events into rows anew, some aggregates at a time, each time under the tenant's lock: appending goes on
 * in between, and at no moment is a row missing or half made.
 */
final class ProjectionRebuild {

    private static final int AT_ONCE = 200;
    private static final UUID FIRST = new UUID(0, 0);

    /** What is kept for good stands for the events up to its version. */
    private static final String KEPT = """
            select version, document from aggregate_snapshots s
             where s.tenant_id = $1 and s.aggregate_type = $2 and s.aggregate_id = %s and s.kept
             order by version desc limit 1
            """;

    private static final String IDS = """
            select aggregate_id, deleted, coalesce(octet_length(kept.document::text), 0) + (
                select coalesce(sum(octet_length(payload::text)), 0)::bigint from events e
                 where e.tenant_id = $1 and e.aggregate_type = $2 and e.aggregate_id = h.aggregate_id
                   and e.version > coalesce(kept.version, 0)) as weight
              from aggregate_heads h left join lateral (%s) kept on true
             where tenant_id = $1 and aggregate_type = $2 and aggregate_id > $3 order by aggregate_id limit $4
            """.formatted(KEPT.formatted("h.aggregate_id"));

    private static final String BEGINNINGS = """
            select wanted.id, kept.document::text as document
              from unnest($3::uuid[]) as wanted (id) cross join lateral (%s) kept
            """.formatted(KEPT.formatted("wanted.id"));

    private static final String EVENTS = """
            select aggregate_id, event_type, e.version, payload::text as payload, created_at
              from unnest($3::uuid[]) as wanted (id) left join lateral (%s) kept on true
              join events e on e.tenant_id = $1 and e.aggregate_type = $2 and e.aggregate_id = wanted.id
                   and e.version > coalesce(kept.version, 0)
             order by aggregate_id, e.version
            """.formatted(KEPT.formatted("wanted.id"));
    private static final String STRAYS = """
            delete from %s t where tenant_id = $1 and not exists (
                select from aggregate_heads h where h.tenant_id = $1 and h.aggregate_type = $2
                   and h.aggregate_id = t.id and not h.deleted)
            """;

    private final Map<String, ResourceType<?>> types;
    private final Map<String, Projection> projections;
    private final Database database;
    private final JsonMapper json;

    private record Aggregate(UUID id, boolean deleted) {}

    ProjectionRebuild(
            Collection<ResourceType<?>> types,
            Collection<? extends Projection> projections,
            Database database,
            JsonMapper json) {
        this.types = types.stream().collect(Collectors.toMap(ResourceType::name, Function.identity()));
        this.projections =
                projections.stream().collect(Collectors.toMap(Projection::aggregateType, Function.identity()));
        this.database = database;
        this.json = json;
    }

    Mono<RebuiltProjection> rebuild(String name, TenantId tenant) {
        ResourceType<?> type = types.get(name);
        if (type == null) {
            return Mono.error(CommonProblem.NOT_FOUND.exception("No projection '" + name + "'"));
        }
        return some(type, tenant, FIRST)
                .expand(done ->
                        done.more() ? some(type, tenant, done.rows().getLast().id()) : Mono.empty())
                .reduce(0L, (sum, done) -> sum + done.rows().size())
                .flatMap(rebuilt ->
                        removeStrays(type, tenant).map(strays -> new RebuiltProjection(name, rebuilt, strays)));
    }

    /** The next aggregates, as many as can be held in memory with their events. */
    private Mono<Slice<Aggregate>> some(ResourceType<?> type, TenantId tenant, UUID after) {
        List<Object> range = List.of(tenant.value(), type.aggregate(), after, AT_ONCE + 1);
        return database.appending(tenant, connection -> Slice.read(
                        connection, IDS, range, AT_ONCE, ProjectionRebuild::weight, ProjectionRebuild::aggregate)
                .flatMap(found -> fold(connection, type, tenant, found.rows()).thenReturn(found)));
    }

    private static long weight(Readable row) {
        return Objects.requireNonNull(row.get("weight", Long.class));
    }

    private static Aggregate aggregate(Readable row) {
        return new Aggregate(
                Objects.requireNonNull(row.get("aggregate_id", UUID.class)),
                Objects.requireNonNull(row.get("deleted", Boolean.class)));
    }

    private Mono<Void> fold(Connection connection, ResourceType<?> type, TenantId tenant, List<Aggregate> aggregates) {
        Map<UUID, ResourceFold> folds = new LinkedHashMap<>();
        aggregates.stream()
                .filter(aggregate -> !aggregate.deleted())
                .forEach(living -> folds.put(living.id(), new ResourceFold(type, living.id(), json)));
        UUID[] living = folds.keySet().toArray(UUID[]::new);
        List<Object> wanted = List.of(tenant.value(), type.aggregate(), living);
        return Statements.query(connection, BEGINNINGS, wanted, row -> {
                    fold(folds, row, "id").from(document(row));
                    return true;
                })
                .thenMany(Statements.query(connection, EVENTS, wanted, row -> {
                    fold(folds, row, "aggregate_id").take(ResourceEvent.of(row));
                    return true;
                }))
                .then(Mono.defer(() -> merge(connection, type, tenant, folds.values())));
    }

    private static ResourceFold fold(Map<UUID, ResourceFold> folds, Readable row, String id) {
        return Objects.requireNonNull(folds.get(Objects.requireNonNull(row.get(id, UUID.class))));
    }

    private @Nullable ObjectNode document(Readable row) {
        String document = row.get("document", String.class);
        return document == null ? null : (ObjectNode) json.readTree(document);
    }

    private Mono<Void> merge(
            Connection connection, ResourceType<?> type, TenantId tenant, Collection<ResourceFold> folds) {
        List<ObjectNode> documents = folds.stream()
                .flatMap(fold -> Stream.ofNullable(fold.document()))
                .toList();
        Projection projection = Objects.requireNonNull(projections.get(type.aggregate()));
        return documents.isEmpty()
                ? Mono.empty()
                : projection.merge(connection, tenant, documents).then();
    }

    private Mono<Long> removeStrays(ResourceType<?> type, TenantId tenant) {
        return database.appending(
                tenant,
                connection -> Statements.update(
                        connection, STRAYS.formatted(type.table()), List.of(tenant.value(), type.aggregate())));
    }
}

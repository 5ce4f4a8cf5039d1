package io.storyportal.data.retention;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.journal.AggregateKey;
import io.storyportal.data.resources.PastFolds;
import io.storyportal.data.resources.ResourceType;
import io.storyportal.data.resources.ResourceTypes;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes payloads out of the log, in one transaction with what rebuilding then begins from. */
final class PayloadRemoval {

    private static final String REMOVE = """
            update events set payload = '{}', archive = $3
             where tenant_id = $1 and position = any($2) and archive is null and created_at between $4 and $5
            """;
    private static final String NOTE = """
            insert into event_archives
                (tenant_id, id, rule, file, sha256, bytes, events, first_position, last_position)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;
    private static final String KEPT = """
            select 1 as there from aggregate_snapshots where tenant_id = $1 and aggregate_type = $2
               and aggregate_id = $3 and version >= $4 and kept limit 1
            """;

    private final Database database;
    private final PastFolds folds;
    private final Map<String, ResourceType<?>> types;

    PayloadRemoval(Database database, PastFolds folds, ResourceTypes types) {
        this.database = database;
        this.folds = folds;
        this.types = types.all().stream().collect(Collectors.toMap(ResourceType::aggregate, Function.identity()));
    }

    /** Fails, having changed nothing, when another instance has taken one of them. */
    Mono<Void> carryOut(RetentionRule rule, List<OldEvent> events, ArchiveFile file) {
        return database.keeping(rule.tenant(), connection -> snapshots(connection, rule.tenant(), events)
                .then(remove(connection, rule.tenant(), events, file))
                .then(note(connection, rule, events, file)));
    }

    /** What each resource had come to with the last of its events that go; other aggregates are their layers' to rebuild. */
    private Mono<Void> snapshots(Connection connection, TenantId tenant, List<OldEvent> events) {
        Map<String, OldEvent> last = new TreeMap<>();
        events.forEach(event -> last.merge(
                event.aggregate().toString(), event, (one, other) -> one.version() > other.version() ? one : other));
        return Flux.fromIterable(last.values())
                .filter(event -> types.containsKey(event.aggregate().type()))
                .concatMap(event -> snapshot(connection, tenant, event))
                .then();
    }

    private Mono<Void> snapshot(Connection connection, TenantId tenant, OldEvent event) {
        AggregateKey aggregate = event.aggregate();
        ResourceType<?> type = Objects.requireNonNull(types.get(aggregate.type()));
        PastFolds.Subject subject = new PastFolds.Subject(type, aggregate.id(), tenant);
        List<Object> values = List.of(tenant.value(), aggregate.type(), aggregate.id(), event.version());
        return Statements.query(connection, KEPT, values, row -> true)
                .hasElements()
                .flatMap(kept -> kept
                        ? Mono.empty()
                        : folds.upTo(connection, subject, event.version())
                                .flatMap(past -> folds.keep(connection, subject, past)));
    }

    private static Mono<Void> remove(Connection connection, TenantId tenant, List<OldEvent> events, ArchiveFile file) {
        Long[] positions = events.stream().map(OldEvent::position).toArray(Long[]::new);
        Instant first =
                events.stream().map(OldEvent::createdAt).min(Instant::compareTo).orElseThrow();
        Instant last =
                events.stream().map(OldEvent::createdAt).max(Instant::compareTo).orElseThrow();
        return Statements.update(connection, REMOVE, List.of(tenant.value(), positions, file.id(), first, last))
                .filter(removed -> removed == events.size())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("Another instance takes the same payloads")))
                .then();
    }

    private static Mono<Void> note(Connection connection, RetentionRule rule, List<OldEvent> events, ArchiveFile file) {
        return Statements.update(
                        connection,
                        NOTE,
                        List.of(
                                rule.tenant().value(),
                                file.id(),
                                rule.name(),
                                file.file(),
                                file.sha256(),
                                file.bytes(),
                                (long) events.size(),
                                events.getFirst().position(),
                                events.getLast().position()))
                .then();
    }
}

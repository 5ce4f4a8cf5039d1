package io.storyportal.data.embeddings;

import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Tells whether a text's vectors have arrived. */
public final class Replicas {

    private static final String SQL = """
            select e.model, e.dimension, e.pieces, e.arrived_at, o.attempts, o.due_at,
                   coalesce(o.error, d.reason) as error, o.id as waiting_id, d.id as dead_letter_id
              from %s t
              left join embeddings e on e.tenant_id = t.tenant_id and e.resource = $3 and e.id = t.id
              left join embedding_outbox o on o.tenant_id = t.tenant_id and o.resource = $3 and o.id = t.id
              left join embedding_dead_letters d
                on d.tenant_id = t.tenant_id and d.resource = $3 and d.resource_id = t.id
             where t.tenant_id = $1 and t.id = $2
            """;

    private final Database database;

    Replicas(Database database) {
        this.database = database;
    }

    /** Empty when the tenant has no such row. */
    public Mono<Replica> of(String resource, UUID id, TenantId tenant) {
        return database.reading(tenant, connection -> Statements.query(
                        connection, SQL.formatted(resource), List.of(tenant.value(), id, resource), Replicas::replica)
                .singleOrEmpty());
    }

    private static Replica replica(Readable row) {
        UUID deadLetter = row.get("dead_letter_id", UUID.class);
        ReplicaStatus status = row.get("waiting_id", UUID.class) != null
                ? ReplicaStatus.WAITING
                : deadLetter != null
                        ? ReplicaStatus.DEAD
                        : row.get("model") != null ? ReplicaStatus.ARRIVED : ReplicaStatus.DROPPED;
        return new Replica(
                status,
                row.get("model", String.class),
                row.get("dimension", Integer.class),
                row.get("pieces", Integer.class),
                row.get("arrived_at", Instant.class),
                row.get("attempts", Integer.class),
                row.get("due_at", Instant.class),
                row.get("error", String.class),
                deadLetter);
    }
}

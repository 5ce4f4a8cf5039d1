package io.storyportal.data.embeddings;

import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/**
 * The outbox as replicas share it: taking a row puts it off until the lease ends and counts its revision up, and what has
 * another revision by then is somebody else's or has another text.
 */
final class EmbeddingQueue {

    static final Duration LEASE = Duration.ofMinutes(2);
    static final int COUNTED = 10_000;
    private static final int AT_ONCE = 8;
    private static final int STALE_AT_ONCE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    /** Some of one tenant, who is the next after the last one served. */
    private static final String CLAIM = """
            with next (tenant_id) as (
                select coalesce(
                    (select tenant_id from embedding_outbox where tenant_id > $1 and due_at <= now()
                      order by tenant_id limit 1),
                    (select tenant_id from embedding_outbox where due_at <= now() order by tenant_id limit 1)))
            update embedding_outbox o
               set revision = o.revision + 1, attempts = o.attempts + 1, due_at = now() + $2 * interval '1 second'
              from (select w.tenant_id, w.resource, w.id from embedding_outbox w
                     where w.tenant_id = (select tenant_id from next) and w.due_at <= now()
                     order by w.resource desc, w.due_at limit $3 for update skip locked) taken
             where o.tenant_id = taken.tenant_id and o.resource = taken.resource and o.id = taken.id
            returning o.tenant_id, o.resource, o.id, o.revision, o.attempts
            """;

    private static final String KEEP = """
            with arrived as (
                delete from embedding_outbox where tenant_id = $1 and resource = $2 and id = $3 and revision = $4
                returning tenant_id, resource, id),
            kept as (
                insert into embeddings (tenant_id, resource, id, model, dimension, pieces, arrived_at, codes)
                select tenant_id, resource, id, $5, $6, $7, now(), $8 from arrived
                    on conflict (tenant_id, resource, id) do update
                   set model = excluded.model, dimension = excluded.dimension, pieces = excluded.pieces,
                       arrived_at = excluded.arrived_at, codes = excluded.codes)
            insert into embedding_vectors (tenant_id, resource, id, vectors)
            select tenant_id, resource, id, $9 from arrived
                on conflict (tenant_id, resource, id) do update set vectors = excluded.vectors
            """;
    private static final String REFUSE = """
            with given_up as (
                delete from embedding_outbox where tenant_id = $1 and resource = $2 and id = $3 and revision = $4
                returning tenant_id, resource, id, attempts)
            insert into embedding_dead_letters (tenant_id, id, resource, resource_id, created_at, attempts, reason)
            select tenant_id, $5, resource, id, now(), attempts, $6 from given_up
                on conflict (tenant_id, resource, resource_id) do update
               set created_at = excluded.created_at, attempts = excluded.attempts, reason = excluded.reason
            """;
    private static final String PUT_BACK = """
            update embedding_outbox set due_at = now() + $5 * interval '1 millisecond', attempts = attempts - $6, error = $7
             where tenant_id = $1 and resource = $2 and id = $3 and revision = $4
            """;
    /** What is refused stays with the vectors it has. */
    private static final String STALE = """
            insert into embedding_outbox (tenant_id, resource, id)
            select tenant_id, resource, id from (
                (select tenant_id, resource, id from embeddings e where model < $1 and %1$s limit $2)
                union all
                (select tenant_id, resource, id from embeddings e where model > $1 and %1$s limit $2)) stale
                on conflict do nothing
            """.formatted("""
            not exists (select from embedding_dead_letters d where d.tenant_id = e.tenant_id
                           and d.resource = e.resource and d.resource_id = e.id)""");

    private static final String COUNT = "select count(*) as n from (select from %s limit " + COUNTED + ") counted";

    private final Database database;
    private final AtomicReference<UUID> last = new AtomicReference<>(FIRST);

    EmbeddingQueue(Database database) {
        this.database = database;
    }

    /** Some that are due, all of one tenant; empty when none are. */
    Mono<List<Waiting>> claim() {
        return database.acrossTenants(connection -> Statements.query(
                                connection,
                                CLAIM,
                                List.of(last.get(), LEASE.toSeconds(), AT_ONCE),
                                EmbeddingQueue::waiting)
                        .collectList())
                .filter(taken -> !taken.isEmpty())
                .doOnNext(taken -> last.set(taken.getFirst().tenant().value()));
    }

    /** Keeps the vectors and ends the wait; false when that is another's to do by now. */
    Mono<Boolean> keep(Waiting waiting, String model, PackedVectors vectors) {
        return change(waiting, KEEP, model, vectors.dimension(), vectors.pieces(), vectors.codes(), vectors.exact());
    }

    /** Gives up for good. */
    Mono<Boolean> refuse(Waiting waiting, String reason) {
        return change(waiting, REFUSE, Ids.uuid7(), reason);
    }

    /** To be tried again by anybody after a while. */
    Mono<Boolean> retry(Waiting waiting, Duration later, String error) {
        return change(waiting, PUT_BACK, later.toMillis(), 0, error);
    }

    /** As if it had not been tried. */
    Mono<Boolean> giveBack(Waiting waiting, Duration later, String error) {
        return change(waiting, PUT_BACK, later.toMillis(), 1, error);
    }

    /** Asks for new vectors of some that another model made. The number asked for. */
    Mono<Long> renew(String model) {
        return database.acrossTenants(
                connection -> Statements.update(connection, STALE, List.of(model, STALE_AT_ONCE)));
    }

    /** Of all tenants and replicas. */
    Mono<Long> waiting() {
        return count("embedding_outbox");
    }

    Mono<Long> deadLetters() {
        return count("embedding_dead_letters");
    }

    private Mono<Long> count(String table) {
        return database.acrossTenants(connection -> Statements.query(
                        connection,
                        COUNT.formatted(table),
                        List.of(),
                        row -> Objects.requireNonNull(row.get("n", Long.class)))
                .single());
    }

    private Mono<Boolean> change(Waiting waiting, String sql, Object... more) {
        List<Object> values = new ArrayList<>(
                List.of(waiting.tenant().value(), waiting.resource(), waiting.id(), waiting.revision()));
        values.addAll(List.of(more));
        return database.writing(waiting.tenant(), connection -> Statements.update(connection, sql, values))
                .map(changed -> changed == 1);
    }

    private static Waiting waiting(Readable row) {
        return new Waiting(
                new TenantId(Objects.requireNonNull(row.get("tenant_id", UUID.class))),
                Objects.requireNonNull(row.get("resource", String.class)),
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("revision", Long.class)),
                Objects.requireNonNull(row.get("attempts", Integer.class)));
    }
}

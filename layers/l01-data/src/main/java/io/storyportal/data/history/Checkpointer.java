package io.storyportal.data.history;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.work.PeriodicWork;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Signs the head of every log that has grown, once a minute. What came after the last checkpoint is guarded by the chain
 * alone until then. Several instances may do this at once; the first signature of a position stays.
 */
final class Checkpointer extends PeriodicWork {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int AT_ONCE = 200;

    private static final String GROWN = """
            select tenant_id from journal_heads h
             where hash_position = position
               and position > coalesce((select max(position) from checkpoints c where c.tenant_id = h.tenant_id), 0)
             limit $1
            """;
    private static final String HEAD = """
            select position, hash from journal_heads where tenant_id = $1 and hash_position = position
            """;
    private static final String KEEP = """
            insert into checkpoints (tenant_id, position, hash, signed) values ($1, $2, $3, $4) on conflict do nothing
            """;

    private final Database database;
    private final Mono<CheckpointKeys> keys;

    private record Head(long position, byte[] hash) {}

    Checkpointer(Database database, Mono<CheckpointKeys> keys) {
        super("Signing checkpoints", EVERY);
        this.database = database;
        this.keys = keys;
    }

    @Override
    protected Mono<Long> round() {
        return signAll();
    }

    /** The number of heads signed. */
    Mono<Long> signAll() {
        return keys.flatMap(found -> some(found)
                .expand(signed -> signed < AT_ONCE ? Mono.empty() : some(found))
                .reduce(0L, Long::sum));
    }

    private Mono<Long> some(CheckpointKeys with) {
        return database.acrossTenants(connection -> Statements.query(
                                connection,
                                GROWN,
                                List.of(AT_ONCE),
                                row -> new TenantId(Objects.requireNonNull(row.get("tenant_id", UUID.class))))
                        .collectList())
                .flatMapIterable(tenants -> tenants)
                .concatMap(tenant -> database.appending(tenant, connection -> sign(connection, tenant, with)))
                .count();
    }

    private static Mono<Long> sign(Connection connection, TenantId tenant, CheckpointKeys with) {
        return Statements.query(
                        connection,
                        HEAD,
                        List.of(tenant.value()),
                        row -> new Head(
                                Objects.requireNonNull(row.get("position", Long.class)),
                                Bytes.of(Objects.requireNonNull(row.get("hash", ByteBuffer.class)))))
                .next()
                .flatMap(head -> Statements.update(
                        connection,
                        KEEP,
                        List.of(
                                tenant.value(),
                                head.position(),
                                ByteBuffer.wrap(head.hash()),
                                with.sign(tenant, head.position(), head.hash()))));
    }
}

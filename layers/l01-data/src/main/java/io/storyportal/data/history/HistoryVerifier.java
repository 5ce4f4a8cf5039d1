package io.storyportal.data.history;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.database.Statements;
import io.storyportal.data.events.EventRows;
import io.storyportal.data.history.ChainCheck.LogEnd;
import io.storyportal.kit.web.ids.TenantId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a tenant's whole log against its hashes and checkpoints, page by page: it holds one page in memory and no
 * connection between two. Events appended meanwhile are the next verification's.
 */
final class HistoryVerifier {

    private static final int PAGE = 500;

    private static final String END = """
            with head as (select coalesce((select position from journal_heads where tenant_id = $1), 0) as position)
            select position,
                   coalesce((select min(e.position) from events e
                              where e.tenant_id = $1 and e.position > head.position), 0) as beyond,
                   coalesce((select max(c.position) from checkpoints c where c.tenant_id = $1), 0) as checkpoint
              from head
            """;

    private static final String EVENTS = """
            select e.*, e.payload::text as payload_text, c.hash as checkpoint_hash, c.signed, a.id is not null as archived
              from events e left join checkpoints c on c.tenant_id = e.tenant_id and c.position = e.position
              left join event_archives a on a.tenant_id = e.tenant_id and a.id = e.archive
                   and e.position between a.first_position and a.last_position
             where e.tenant_id = $1 and e.position > $2 and e.position <= $3
             order by e.position limit $4
            """;

    private final Database database;
    private final EventRows rows;
    private final ObjectReader exact;
    private final Mono<CheckpointKeys> keys;
    private final Scheduler hashing;

    HistoryVerifier(Database database, JsonMapper json, Mono<CheckpointKeys> keys, Scheduler hashing) {
        this.database = database;
        this.rows = new EventRows(json);
        this.exact = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        this.keys = keys;
        this.hashing = hashing;
    }

    /** One state after each page; the last one is what the verification came to. */
    Flux<HistoryVerification> verify(TenantId tenant) {
        return keys.zipWith(database.readingLog(tenant, connection -> end(connection, tenant)))
                .flatMapMany(found -> walk(tenant, found.getT2(), found.getT1()));
    }

    private Flux<HistoryVerification> walk(TenantId tenant, LogEnd end, CheckpointKeys keys) {
        ChainCheck check = new ChainCheck(end, keys);
        return page(tenant, end, check)
                .expand(more -> more ? page(tenant, end, check) : Mono.empty())
                .map(more -> check.state());
    }

    /** Whether there is another page. */
    private Mono<Boolean> page(TenantId tenant, LogEnd end, ChainCheck check) {
        return Mono.defer(() -> {
            List<Object> range = List.of(tenant.value(), check.seen(), end.position(), PAGE + 1);
            return database.readingLog(
                            tenant,
                            connection -> Slice.read(
                                    connection, EVENTS, range, PAGE, Slice.byText("payload_text"), this::stored))
                    .publishOn(hashing)
                    .map(slice -> checked(slice, check));
        });
    }

    private static boolean checked(Slice<StoredEvent> slice, ChainCheck check) {
        for (StoredEvent event : slice.rows()) {
            check.next(event);
            if (check.found()) {
                return false;
            }
        }
        if (!slice.more()) {
            check.end();
        }
        return slice.more();
    }

    private static Mono<LogEnd> end(Connection connection, TenantId tenant) {
        return Statements.query(
                        connection,
                        END,
                        List.of(tenant.value()),
                        row -> new LogEnd(number(row, "position"), number(row, "beyond"), number(row, "checkpoint")))
                .single();
    }

    private StoredEvent stored(Readable row) {
        byte[] signedHash = bytes(row, "checkpoint_hash");
        return new StoredEvent(
                rows.header(row),
                exact.readTree(Objects.requireNonNull(row.get("payload_text", String.class))),
                Objects.requireNonNull(row.get("archived", Boolean.class)),
                bytes(row, "payload_hash"),
                bytes(row, "hash"),
                signedHash == null
                        ? null
                        : new StoredEvent.Checkpoint(
                                signedHash, Objects.requireNonNull(row.get("signed", String.class))));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static byte @Nullable [] bytes(Readable row, String column) {
        ByteBuffer value = row.get(column, ByteBuffer.class);
        return value == null ? null : Bytes.of(value);
    }
}

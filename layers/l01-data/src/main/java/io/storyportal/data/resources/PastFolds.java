package io.storyportal.data.resources;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.DataProblem;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.ids.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What resources had come to at a version: folded from their events, on from the nearest snapshot before. Of the events it
 * holds a slice at a time. A long resource leaves a snapshot at every 500th version that is passed.
 */
public final class PastFolds {

    private static final Logger log = LoggerFactory.getLogger(PastFolds.class);
    private static final int AT_ONCE = 100;
    private static final int EVERY = 500;

    private static final String OF_ONE = " where tenant_id = $1 and aggregate_type = $2 and aggregate_id = $3";
    private static final String SNAPSHOT = "select version, document::text as document from aggregate_snapshots"
            + OF_ONE + " and version <= $4 order by version desc limit 1";
    private static final String EVENTS = "select event_type, version, created_at, payload::text as payload, archive"
            + " from events" + OF_ONE + " and version > $4 and version <= $5 order by version limit $6";
    private static final String KEEP =
            "insert into aggregate_snapshots (tenant_id, aggregate_type, aggregate_id, version,"
                    + " document, kept) values ($1, $2, $3, $4, nullif($5, 'null')::jsonb, $6)";
    private static final String UNLESS_THERE = " on conflict do nothing";
    private static final String FOR_GOOD = " on conflict (tenant_id, aggregate_type, aggregate_id, version)"
            + " do update set kept = true, document = excluded.document";

    private final Database database;
    private final JsonMapper json;

    /** A resource of a tenant. */
    public record Subject(ResourceType<?> type, UUID id, TenantId tenant) {

        /** The first parameters of statements on its events, and more. */
        List<Object> with(Object... more) {
            List<Object> values = new ArrayList<>(List.of(tenant.value(), type.aggregate(), id));
            values.addAll(List.of(more));
            return values;
        }
    }

    /** What it was at a version, and at the last 500th that was passed on the way there. */
    public record Past(
            long version,
            @Nullable ObjectNode document,
            @Nullable Past passed) {}

    PastFolds(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The version must be there. A problem if what it takes to tell is in an archive. */
    public Mono<Past> upTo(Connection connection, Subject subject, long last) {
        return Statements.query(connection, SNAPSHOT, subject.with(last), this::snapshot)
                .next()
                .defaultIfEmpty(new Past(0, null, null))
                .flatMap(from -> {
                    Walk walk = new Walk(subject, from);
                    return walk.on(connection, last).thenReturn(walk).map(done -> done.past(last));
                });
    }

    private Past snapshot(Readable row) {
        String document = row.get("document", String.class);
        return new Past(
                Objects.requireNonNull(row.get("version", Long.class)),
                document == null ? null : (ObjectNode) json.readTree(document),
                null);
    }

    /** Keeps what was passed; whoever reads does not wait for its success. */
    Mono<Void> remember(Subject subject, Past past) {
        Past passed = past.passed();
        return passed == null
                ? Mono.empty()
                : database.writing(subject.tenant(), connection -> insert(connection, subject, passed, false))
                        .then()
                        .onErrorResume(failure -> InContext.fromRunnable(
                                () -> log.debug("No snapshot is kept: {}", failure.getMessage())));
    }

    /** Keeps it for good, since payloads before it are about to go. */
    public Mono<Void> keep(Connection connection, Subject subject, Past past) {
        return insert(connection, subject, past, true).then();
    }

    private Mono<Long> insert(Connection connection, Subject subject, Past past, boolean forGood) {
        String document = past.document() == null ? "null" : json.writeValueAsString(past.document());
        return Statements.update(
                connection,
                KEEP + (forGood ? FOR_GOOD : UNLESS_THERE),
                subject.with(past.version(), document, forGood));
    }

    /** One fold under way. */
    private final class Walk {

        private final Subject subject;
        private final ResourceFold fold;
        private long seen;
        private @Nullable Past passed;

        Walk(Subject subject, Past from) {
            this.subject = subject;
            this.fold = new ResourceFold(subject.type(), subject.id(), json).from(from.document());
            this.seen = from.version();
        }

        Mono<Void> on(Connection connection, long last) {
            return Mono.defer(() -> seen < last ? some(connection, last) : Mono.empty())
                    .expand(more -> seen < last ? some(connection, last) : Mono.empty())
                    .then();
        }

        private Mono<Boolean> some(Connection connection, long last) {
            return Slice.read(
                            connection,
                            EVENTS,
                            subject.with(seen, last, AT_ONCE),
                            AT_ONCE,
                            Slice.byText("payload"),
                            PastFolds::inTheLog)
                    .doOnNext(slice -> slice.rows().forEach(this::take))
                    .thenReturn(true);
        }

        private void take(ResourceEvent event) {
            fold.take(event);
            seen = event.version();
            if (seen % EVERY == 0) {
                ObjectNode document = fold.document();
                passed = new Past(seen, document == null ? null : document.deepCopy(), null);
            }
        }

        Past past(long last) {
            return new Past(last, fold.document(), passed);
        }
    }

    private static ResourceEvent inTheLog(Readable row) {
        UUID archive = row.get("archive", UUID.class);
        if (archive != null) {
            throw DataProblem.ARCHIVED.exception("What it takes to tell is in the archive " + archive);
        }
        return ResourceEvent.of(row);
    }
}

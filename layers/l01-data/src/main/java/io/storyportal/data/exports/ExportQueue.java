package io.storyportal.data.exports;

import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exports as replicas share them: each is held by one at a time, for as long as it keeps saying so. One whose holder has
 * fallen silent is begun anew by another.
 */
final class ExportQueue {

    static final Duration LEASE = Duration.ofSeconds(30);
    static final int COUNTED = 10_000;

    /** A lease that reaches further than any is given was given before the database's clock was set back: it counts as over. */
    private static final String CLAIM = """
            update exports e
               set status = 'running', holder = $1, held_until = now() + $2 * interval '1 second',
                   attempts = attempts + 1, started_at = now()
              from (select tenant_id, id from exports
                     where status = 'pending' and (held_until is null or held_until <= now())
                        or status = 'running' and held_until < now()
                        or status in ('pending', 'running') and held_until > now() + interval '1 minute'
                     order by created_at limit 1 for update skip locked) next
             where e.tenant_id = next.tenant_id and e.id = next.id
            returning e.tenant_id, e.id, requested_by, resource, format, filters::text as filters, artifact_id, attempts
            """;

    private static final String UNFINISHED = """
            select count(*) as unfinished
              from (select from exports where status in ('pending', 'running') order by created_at limit $1) counted
            """;
    private static final String OURS = " where tenant_id = $1 and id = $2 and status = 'running' and holder = $3";

    private final Database database;
    private final JsonMapper json;
    private final String holder;

    ExportQueue(Database database, JsonMapper json, String holder) {
        this.database = database;
        this.json = json;
        this.holder = holder;
    }

    /** The oldest that nobody holds; empty when there is none. */
    Mono<Job> claim() {
        return database.acrossTenants(
                connection -> Statements.query(connection, CLAIM, List.of(holder, LEASE.toSeconds()), this::job)
                        .singleOrEmpty());
    }

    /** Says that we are still at it, and how far. False when another replica has it by now. */
    Mono<Boolean> renew(Job job, Progress progress) {
        return change(
                job,
                "row_count = $4, byte_count = $5, held_until = now() + $6 * interval '1 second'",
                List.of(progress.rows(), progress.bytes(), LEASE.toSeconds()));
    }

    Mono<Boolean> complete(Job job) {
        return change(job, "status = 'completed', completed_at = now()", List.of());
    }

    Mono<Boolean> fail(Job job, String error) {
        return change(job, "status = 'failed', completed_at = now(), error = $4", List.of(error));
    }

    /** Gives it back, to be begun anew by anybody after a while. */
    Mono<Boolean> release(Job job, Duration later) {
        return change(
                job, "status = 'pending', held_until = now() + $4 * interval '1 second'", List.of(later.toSeconds()));
    }

    /** Gives it back as if it had never been begun. */
    Mono<Boolean> giveBack(Job job) {
        return change(job, "status = 'pending', held_until = null, attempts = attempts - 1", List.of());
    }

    /** Of all tenants and replicas. */
    Mono<Long> unfinished() {
        return database.acrossTenants(connection -> Statements.query(
                        connection,
                        UNFINISHED,
                        List.of(COUNTED),
                        row -> Objects.requireNonNull(row.get("unfinished", Long.class)))
                .single());
    }

    private Mono<Boolean> change(Job job, String change, List<Object> more) {
        List<Object> values = new ArrayList<>(List.of(job.tenant().value(), job.id(), holder));
        values.addAll(more);
        return database.acrossTenants(
                        connection -> Statements.update(connection, "update exports set " + change + OURS, values))
                .map(changed -> changed == 1);
    }

    private Job job(Readable row) {
        return new Job(
                new TenantId(Objects.requireNonNull(row.get("tenant_id", UUID.class))),
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("requested_by", String.class)),
                Objects.requireNonNull(row.get("resource", String.class)),
                ExportFormat.of(Objects.requireNonNull(row.get("format", String.class))),
                Job.filters(json, Objects.requireNonNull(row.get("filters", String.class))),
                Objects.requireNonNull(row.get("artifact_id", UUID.class)),
                Objects.requireNonNull(row.get("attempts", Integer.class)));
    }
}

package io.storyportal.data.exports;

import io.r2dbc.spi.Readable;
import io.storyportal.data.artifacts.ArtifactRemovals;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.work.PeriodicWork;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Removes the files of exports that ended longer ago than they are kept: first the file, then the row is marked, so that
 * what is cut off is done again. Replicas may do the same one at once; the second finds nothing.
 */
final class ExportExpiry extends PeriodicWork {

    private static final Logger log = LoggerFactory.getLogger(ExportExpiry.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int AT_ONCE = 100;

    private static final String OLD = """
            select tenant_id, id, artifact_id from exports
             where removed_at is null and status in ('completed', 'failed')
               and completed_at < now() - $1 * interval '1 second'
             order by completed_at limit $2
            """;
    private static final String MARK =
            "update exports set removed_at = now() where tenant_id = $1 and id = $2 and removed_at is null";

    private final Database database;
    private final ArtifactRemovals artifacts;
    private final Duration kept;

    private record Ended(TenantId tenant, UUID id, UUID artifactId) {}

    ExportExpiry(Database database, ArtifactRemovals artifacts, Duration kept) {
        super("Removing the files of old exports", FIRST, EVERY);
        this.database = database;
        this.artifacts = artifacts;
        this.kept = kept;
    }

    /** The number of exports removed. One that fails is passed over, and tried again in the next round. */
    @Override
    protected Mono<Long> round() {
        return some().expand(removed -> removed < AT_ONCE ? Mono.empty() : some())
                .reduce(0L, Long::sum);
    }

    private Mono<Long> some() {
        return old().flatMapMany(Flux::fromIterable)
                .concatMap(ended -> remove(ended).onErrorResume(failure -> {
                    log.warn("The file of export {} stays for now: {}", ended.id(), failure.toString());
                    return Mono.empty();
                }))
                .count();
    }

    private Mono<List<Ended>> old() {
        List<Object> values = List.of(kept.toSeconds(), AT_ONCE);
        return database.acrossTenants(connection ->
                Statements.query(connection, OLD, values, ExportExpiry::ended).collectList());
    }

    private Mono<Long> remove(Ended ended) {
        List<Object> values = List.of(ended.tenant().value(), ended.id());
        return artifacts
                .removeWhole(ended.tenant(), ended.artifactId())
                .then(Mono.defer(
                        () -> database.acrossTenants(connection -> Statements.update(connection, MARK, values))));
    }

    private static Ended ended(Readable row) {
        return new Ended(
                new TenantId(Objects.requireNonNull(row.get("tenant_id", UUID.class))),
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("artifact_id", UUID.class)));
    }
}

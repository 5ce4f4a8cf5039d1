package io.storyportal.data.exports;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.DataProblem;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.KeptAnswers;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.data.resources.StorableJson;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes exports in and tells how they stand; the worker does the rest. */
final class ExportRequests {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String TOLD = """
            id, created_at, requested_by, resource, format, filters::text as filters, status, row_count, byte_count,
            case when status = 'completed' then artifact_id end as artifact_id, error, started_at, completed_at
            """;
    /** None when the tenant has as many unfinished ones as it may have; several asked for at once may make it a few more. */
    private static final String CREATE = """
            insert into exports (tenant_id, id, created_at, requested_by, resource, format, filters, status, artifact_id)
            select $1, $2, now(), $3, $4, $5, $6::jsonb, 'pending', $7
             where (select count(*) from exports where tenant_id = $1 and status in ('pending', 'running')) < 20
            returning
            """ + TOLD;

    private final Database database;
    private final ExportableResources resources;
    private final KeptAnswers answers;
    private final JsonMapper json;
    private final Runnable wake;

    ExportRequests(
            Database database, ExportableResources resources, KeptAnswers answers, JsonMapper json, Runnable wake) {
        this.database = database;
        this.resources = resources;
        this.answers = answers;
        this.json = json;
        this.wake = wake;
    }

    Mono<Export> create(CreateExport asked, @Nullable String idempotencyKey, Caller caller) {
        return Mono.defer(() -> {
            resources.check(asked, caller);
            JsonNode filters = json.valueToTree(Objects.requireNonNullElse(asked.filters(), Map.of()));
            StorableJson.weigh(filters);
            List<Object> values = List.of(
                    caller.tenant().value(),
                    Ids.uuid7(),
                    caller.principal(),
                    asked.resource(),
                    asked.format().word(),
                    json.writeValueAsString(filters),
                    Ids.uuid7());
            Once once = new Once("POST exports", idempotencyKey, asked);
            return database.writing(
                            caller.tenant(),
                            connection ->
                                    answers.once(connection, once, caller, Export.class, insert(connection, values)))
                    .doOnSuccess(export -> wake.run());
        });
    }

    private Mono<Export> insert(Connection connection, List<Object> values) {
        return Statements.query(connection, CREATE, values, this::export)
                .singleOrEmpty()
                .switchIfEmpty(Mono.error(() -> DataProblem.TOO_MANY_EXPORTS
                        .exception("20 exports of this tenant are pending or running")
                        .retryAfter(SOON)));
    }

    Mono<Export> get(UUID id, Caller caller) {
        String sql = "select removed_at, " + TOLD + " from exports where tenant_id = $1 and id = $2";
        List<Object> values = List.of(caller.tenant().value(), id);
        return database.reading(caller.tenant(), connection -> Statements.query(connection, sql, values, this::present)
                        .singleOrEmpty())
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("No export " + id)));
    }

    Mono<Page<Export>> list(@Nullable String status, @Nullable String resource, PageRequest request, Caller caller) {
        List<Object> values = new ArrayList<>(List.of(caller.tenant().value()));
        StringBuilder sql =
                new StringBuilder("select " + TOLD + " from exports where tenant_id = $1 and removed_at is null");
        new Filters().anyOf("status", status).equal("resource", resource).appendTo(sql, values);
        request.appendTo(sql, values);
        return database.reading(
                caller.tenant(), connection -> Statements.query(connection, sql.toString(), values, this::export)
                        .collectList()
                        .map(rows -> Page.of(rows, request.limit(), export -> Cursor.of(export.id()))));
    }

    private Export present(Readable row) {
        Instant removed = row.get("removed_at", Instant.class);
        Export export = export(row);
        if (removed != null) {
            throw DataProblem.EXPORT_REMOVED.exception("Export " + export.id() + " of " + export.resource()
                    + " ended at " + export.completedAt() + "; its file was removed at " + removed);
        }
        return export;
    }

    private Export export(Readable row) {
        return new Export(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("requested_by", String.class)),
                Objects.requireNonNull(row.get("resource", String.class)),
                ExportFormat.of(Objects.requireNonNull(row.get("format", String.class))),
                Job.filters(json, Objects.requireNonNull(row.get("filters", String.class))),
                ExportStatus.of(Objects.requireNonNull(row.get("status", String.class))),
                Objects.requireNonNull(row.get("row_count", Long.class)),
                Objects.requireNonNull(row.get("byte_count", Long.class)),
                row.get("artifact_id", UUID.class),
                row.get("error", String.class),
                row.get("started_at", Instant.class),
                row.get("completed_at", Instant.class));
    }
}

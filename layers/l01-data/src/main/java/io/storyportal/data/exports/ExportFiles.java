package io.storyportal.data.exports;

import io.r2dbc.spi.Connection;
import io.storyportal.data.artifacts.ArtifactUploads;
import io.storyportal.data.artifacts.ArtifactUploads.Upload;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.ResourceScan;
import io.storyportal.data.resources.ResourceType;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the file of an export: the tenant's rows as they stood at one moment, some at a time from the database to the
 * disk, so that memory holds a few pages of them at most, and of Parquet one group of rows.
 */
final class ExportFiles {

    private static final String MADE = "select id from artifacts where tenant_id = $1 and id = $2";

    private final Database database;
    private final ExportableResources resources;
    private final ArtifactUploads uploads;
    private final JsonMapper json;

    ExportFiles(Database database, ExportableResources resources, ArtifactUploads uploads, JsonMapper json) {
        this.database = database;
        this.resources = resources;
        this.uploads = uploads;
        this.json = json;
    }

    /** Whether an earlier run finished the file, but could not say so any more. */
    Mono<Boolean> isMade(Job job) {
        List<Object> values = List.of(job.tenant().value(), job.artifactId());
        return database.reading(job.tenant(), connection -> Statements.query(connection, MADE, values, row -> true)
                .hasElements());
    }

    /** {@code written} is asked when all rows are written; its error leaves no artifact behind. */
    Mono<Void> make(Job job, Progress progress, Mono<Void> written) {
        ResourceType<?> type = resources.named(job.resource());
        String name = job.resource() + "-" + job.id() + "." + job.format().word();
        Upload upload = new Upload(job.artifactId(), name, job.format().contentType(), null);
        Caller caller = new Caller(job.tenant(), job.requestedBy(), Set.of(Role.DEVELOPER), null);
        return database.snapshot(
                        job.tenant(),
                        connection -> uploads.receive(
                                upload,
                                content(connection, type, job, progress).concatWith(written.then(Mono.empty())),
                                caller))
                .then();
    }

    private Flux<DataBuffer> content(Connection connection, ResourceType<?> type, Job job, Progress progress) {
        RowEncoder encoder = RowEncoder.of(job.format(), type, json);
        Filters filters = resources.filters(type, job.filters());
        Flux<DataBuffer> rows = page(connection, type, job, filters, null)
                .expand(page -> page.more()
                        ? page(connection, type, job, filters, idOf(page.rows().getLast()))
                        : Mono.empty())
                .map(page -> buffer(encoder.encode(page.rows()), page.rows().size(), progress));
        return Flux.concat(edge(encoder::head, progress), rows, edge(encoder::foot, progress));
    }

    /** The foot of some files holds megabytes that are yet to be compressed. */
    private static Mono<DataBuffer> edge(Supplier<byte[]> bytes, Progress progress) {
        return Mono.fromSupplier(() -> buffer(bytes.get(), 0, progress)).subscribeOn(Schedulers.boundedElastic());
    }

    /** Large pages are turned into rows on a thread that may be busy, not on the connection's. */
    private Mono<Slice<JsonNode>> page(
            Connection connection, ResourceType<?> type, Job job, Filters filters, @Nullable UUID after) {
        return ResourceScan.next(connection, type, job.tenant(), filters, after)
                .publishOn(Schedulers.boundedElastic())
                .map(slice -> new Slice<>(
                        slice.rows().stream().map(row -> answered(type, row)).toList(), slice.more()));
    }

    private JsonNode answered(ResourceType<?> type, String row) {
        return json.valueToTree(json.readValue(row, type.view()));
    }

    private static UUID idOf(JsonNode row) {
        return UUID.fromString(row.path("id").asString());
    }

    private static DataBuffer buffer(byte[] bytes, int rows, Progress progress) {
        progress.add(rows, bytes.length);
        return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
    }
}

package io.storyportal.data.artifacts;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.Commands;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.data.resources.Submissions;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes files in: first the bytes, then the fact. A file whose fact is refused goes again. */
public final class ArtifactUploads {

    private static final Logger log = LoggerFactory.getLogger(ArtifactUploads.class);

    private static final String RECORDED = "select id from artifacts where tenant_id = $1 and id = $2 and sha256 = $3";

    /** What is known of a file before its content. */
    public record Upload(
            @Nullable UUID id,
            String name,
            @Nullable String contentType,
            @Nullable String idempotencyKey) {}

    /** What is recorded of it. */
    private record Facts(String name, String contentType, long size, String sha256) {}

    private final ArtifactFiles files;
    private final Commands commands;
    private final Submissions submissions;
    private final Database database;
    private final ResourceRoutes<Artifact> artifacts;

    ArtifactUploads(
            ArtifactFiles files, Commands commands, Submissions submissions, Database database, Resources resources) {
        this.files = files;
        this.commands = commands;
        this.submissions = submissions;
        this.database = database;
        this.artifacts = resources.routes(Artifacts.TYPE);
    }

    public Mono<ResponseEntity<Artifact>> receive(Upload upload, Flux<DataBuffer> content, Caller caller) {
        return Mono.defer(() -> {
            caller.require(Role.DEVELOPER);
            UUID id = upload.id() == null ? Ids.uuid7() : requireOrdered(upload.id());
            String type = contentType(upload.contentType());
            return files.write(caller.tenant(), id, content, stored -> record(id, upload, type, stored, caller));
        });
    }

    private Mono<ResponseEntity<Artifact>> record(
            UUID id, Upload upload, String type, ArtifactFiles.Stored stored, Caller caller) {
        Facts facts = new Facts(upload.name(), type, stored.size(), stored.sha256());
        Once once = new Once("POST artifacts", upload.idempotencyKey(), facts);
        return Mono.defer(() -> submissions.submit(List.of(commands.create(Artifacts.TYPE, id, facts)), once, caller))
                .map(List::getFirst)
                .flatMap(recorded -> {
                    boolean answeredBefore = !recorded.aggregateId().equals(id);
                    return (answeredBefore ? discard(id, stored, caller) : files.keep(stored))
                            .thenReturn(artifacts.answer(HttpStatus.CREATED, recorded));
                })
                .onErrorResume(failure -> wasRefused(failure)
                        ? discard(id, stored, caller).then(Mono.error(failure))
                        : Mono.error(failure));
    }

    /**
     * Deletes the bytes unless a fact needs them. It looks and deletes under the tenant's lock: an upload of the same
     * bytes is recorded either before, and they stay, or after, and then it puts them back.
     */
    private Mono<Void> discard(UUID id, ArtifactFiles.Stored stored, Caller caller) {
        TenantId tenant = caller.tenant();
        List<Object> values = List.of(tenant.value(), id, stored.sha256());
        return database.appending(tenant, connection -> Statements.query(connection, RECORDED, values, row -> true)
                        .hasElements()
                        .flatMap(needed -> needed ? Mono.<Void>empty() : files.delete(tenant, id, stored.sha256())))
                .onErrorResume(failure -> InContext.fromRunnable(() -> log.warn(
                        "The file of artifact {}, which was not recorded, stays: {}", id, failure.toString())));
    }

    /** After a lost connection the fact may have been recorded all the same: then the file has to stay. */
    private static boolean wasRefused(Throwable failure) {
        return failure instanceof ProblemException problem
                && problem.problem().status().is4xxClientError();
    }

    private static UUID requireOrdered(UUID id) {
        if (!Ids.isUuid7(id)) {
            throw CommonProblem.INVALID.exception("'id' must be a UUIDv7, not " + id);
        }
        return id;
    }

    private static String contentType(@Nullable String header) {
        if (header == null) {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }
        try {
            return MediaType.parseMediaType(header).toString();
        } catch (InvalidMediaTypeException malformed) {
            throw CommonProblem.INVALID.exception("'Content-Type' is not a media type: " + malformed.getMessage());
        }
    }
}

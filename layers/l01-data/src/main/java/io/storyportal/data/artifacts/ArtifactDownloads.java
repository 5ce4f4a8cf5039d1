package io.storyportal.data.artifacts;

import io.storyportal.data.DataProblem;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.kit.web.caller.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives files out, always to be saved and never to be shown: a stranger may have uploaded them. */
final class ArtifactDownloads {

    private final ResourceRoutes<Artifact> artifacts;
    private final ArtifactFiles files;

    ArtifactDownloads(Resources resources, ArtifactFiles files) {
        this.artifacts = resources.routes(Artifacts.TYPE);
        this.files = files;
    }

    Mono<ResponseEntity<Flux<DataBuffer>>> open(UUID id, Caller caller) {
        return artifacts
                .get(id, caller)
                .map(found -> Objects.requireNonNull(found.getBody()))
                .flatMap(artifact -> files.exists(caller.tenant(), id, artifact.sha256())
                        .map(there -> {
                            if (!there) {
                                throw DataProblem.STORAGE_UNAVAILABLE.exception(
                                        "The content of " + id + " is not on this disk");
                            }
                            return answer(artifact, files.read(caller.tenant(), id, artifact.sha256()));
                        }));
    }

    private static ResponseEntity<Flux<DataBuffer>> answer(Artifact artifact, Flux<DataBuffer> content) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.parseMediaType(artifact.contentType()));
        headers.setContentLength(artifact.size());
        headers.setETag("\"" + artifact.sha256() + "\"");
        headers.setContentDisposition(ContentDisposition.attachment()
                .filename(artifact.name(), StandardCharsets.UTF_8)
                .build());
        headers.set("X-Content-Type-Options", "nosniff");
        return ResponseEntity.ok().headers(headers).body(content);
    }
}

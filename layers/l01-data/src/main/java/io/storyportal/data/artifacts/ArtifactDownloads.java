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
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
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

    /** The content or the range of it that is asked for; of HEAD the headers only. */
    Mono<ResponseEntity<Flux<DataBuffer>>> open(UUID id, ServerWebExchange exchange, Caller caller) {
        return artifacts
                .get(id, caller)
                .map(found -> Objects.requireNonNull(found.getBody()))
                .flatMap(artifact -> files.exists(caller.tenant(), id, artifact.sha256())
                        .map(there -> {
                            if (!there) {
                                throw DataProblem.STORAGE_UNAVAILABLE.exception(
                                        "The content of " + id + " is not on this disk");
                            }
                            return answer(artifact, exchange, caller);
                        }));
    }

    private ResponseEntity<Flux<DataBuffer>> answer(Artifact artifact, ServerWebExchange exchange, Caller caller) {
        HttpHeaders headers = headers(artifact);
        if (exchange.getRequest().getMethod() == HttpMethod.HEAD) {
            headers.setContentLength(artifact.size());
            return ResponseEntity.ok().headers(headers).body(Flux.empty());
        }
        String etag = Objects.requireNonNull(headers.getETag());
        ContentRange range = ContentRange.of(exchange.getRequest().getHeaders(), etag, artifact.size());
        if (range == null) {
            headers.setContentLength(artifact.size());
            return ResponseEntity.ok().headers(headers).body(read(artifact, 0, artifact.size(), caller));
        }
        requireSatisfiable(range, exchange.getResponse());
        headers.setContentLength(range.length());
        headers.set(HttpHeaders.CONTENT_RANGE, range.toString());
        return ResponseEntity.status(HttpStatus.PARTIAL_CONTENT)
                .headers(headers)
                .body(read(artifact, range.first(), range.length(), caller));
    }

    private Flux<DataBuffer> read(Artifact artifact, long first, long length, Caller caller) {
        return files.read(caller.tenant(), artifact.id(), artifact.sha256(), first, length);
    }

    /** The header is set as the answer leaves, since those set before a failure are taken back. */
    private static void requireSatisfiable(ContentRange range, ServerHttpResponse response) {
        if (!range.isSatisfiable()) {
            response.beforeCommit(() -> Mono.fromRunnable(
                    () -> response.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + range.size())));
            throw DataProblem.NO_SUCH_RANGE
                    .exception("The content has " + range.size() + " bytes")
                    .with("size", range.size());
        }
    }

    private static HttpHeaders headers(Artifact artifact) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.parseMediaType(artifact.contentType()));
        headers.setETag("\"" + artifact.sha256() + "\"");
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.setContentDisposition(ContentDisposition.attachment()
                .filename(artifact.name(), StandardCharsets.UTF_8)
                .build());
        headers.set("X-Content-Type-Options", "nosniff");
        return headers;
    }
}

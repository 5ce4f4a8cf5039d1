package io.storyportal.data.artifacts;

import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** HTTP for artifacts: the body of an upload and a download is the file itself, streamed. */
@RestController
@RequestMapping("/api/artifacts")
final class ArtifactController {

    private final ResourceRoutes<Artifact> artifacts;
    private final ArtifactUploads uploads;
    private final ArtifactDownloads downloads;
    private final ArtifactRemovals removals;

    ArtifactController(
            Resources resources, ArtifactUploads uploads, ArtifactDownloads downloads, ArtifactRemovals removals) {
        this.artifacts = resources.routes(Artifacts.TYPE);
        this.uploads = uploads;
        this.downloads = downloads;
        this.removals = removals;
    }

    @PostMapping(consumes = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Artifact>> uploadArtifact(
            @RequestParam @NotBlank @Size(max = 255) @Pattern(regexp = "[^\\p{Cntrl}/\\\\]*") String name,
            @RequestParam(required = false) @Nullable UUID id,
            @RequestHeader(name = "Content-Type", required = false) @Nullable @Size(max = 200) String contentType,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            @RequestBody(required = false) Flux<DataBuffer> content,
            Caller caller) {
        return uploads.receive(new ArtifactUploads.Upload(id, name, contentType, idempotencyKey), content, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Artifact>> getArtifact(@PathVariable UUID id, Caller caller) {
        return artifacts.get(id, caller);
    }

    @GetMapping
    Mono<Page<Artifact>> listArtifacts(
            @RequestParam(required = false) @Nullable @Size(max = 255) String name,
            @RequestParam(required = false) @Nullable @Size(max = 64) String sha256,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters = new Filters().equal("name", name).equal("sha256", sha256);
        return artifacts.list(filters, PageRequest.of(limit, cursor, order), caller);
    }

    @GetMapping(path = "/{id}/content", produces = MediaType.ALL_VALUE)
    Mono<ResponseEntity<Flux<DataBuffer>>> getArtifactContent(
            @PathVariable UUID id, ServerWebExchange exchange, Caller caller) {
        return downloads.open(id, exchange, caller);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<ResponseEntity<Void>> deleteArtifact(@PathVariable UUID id, Caller caller) {
        return removals.remove(id, caller);
    }
}

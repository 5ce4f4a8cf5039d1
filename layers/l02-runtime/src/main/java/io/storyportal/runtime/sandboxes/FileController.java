package io.storyportal.runtime.sandboxes;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.page.Limit;
import io.storyportal.kit.web.page.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files of workspaces over HTTP, streamed in both directions. */
@RestController
class FileController {

    private final WorkspaceAccess files;

    FileController(WorkspaceAccess files) {
        this.files = files;
    }

    /** Everything below {@code under}, folders before what is in them, by path. */
    @GetMapping("/sandboxes/{id}/files")
    Mono<Page<FileEntry>> listFiles(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable @Size(max = 1024) String under,
            @RequestParam(required = false) @Nullable @Min(1) @Max(Limit.MAX) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 2000) String cursor,
            Caller caller) {
        return files.list(caller, id, under, Limit.of(limit), cursor);
    }

    @GetMapping(path = "/sandboxes/{id}/files/{*path}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    Mono<ResponseEntity<Flux<DataBuffer>>> readFile(@PathVariable UUID id, @PathVariable String path, Caller caller) {
        return files.read(caller, id, path).map(content -> ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(content.size())
                .header(HttpHeaders.LAST_MODIFIED, WorkspaceAccess.httpDate(content.modifiedAt()))
                .body(content.bytes()));
    }

    /** The file appears whole or not at all; folders on the way are made. */
    @PutMapping("/sandboxes/{id}/files/{*path}")
    Mono<FileEntry> writeFile(@PathVariable UUID id, @PathVariable String path, ServerHttpRequest body, Caller caller) {
        caller.require(Role.DEVELOPER);
        return files.write(caller, id, path, body.getBody());
    }

    /** A folder goes with all that is in it. */
    @DeleteMapping("/sandboxes/{id}/files/{*path}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> deleteFile(@PathVariable UUID id, @PathVariable String path, Caller caller) {
        caller.require(Role.DEVELOPER);
        return files.delete(caller, id, path);
    }
}

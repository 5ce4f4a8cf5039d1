package io.storyportal.client.l01;

import io.storyportal.client.l01.model.Artifact;
import io.storyportal.kit.web.bridge.Bridges;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpRange;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files to and from L01, streamed in both directions: neither side ever holds one whole. */
public final class L01Artifacts {

    private final WebClient client;

    public L01Artifacts(Bridges bridges) {
        this.client = bridges.webClient("l01");
    }

    /** Stores the content under a name; {@code id} may be a UUIDv7 of the caller's choice. */
    public Mono<Artifact> upload(@Nullable UUID id, String name, MediaType type, Flux<DataBuffer> content) {
        return client.post()
                .uri(path -> {
                    path.path("/api/artifacts").queryParam("name", "{name}");
                    return id == null
                            ? path.build(name)
                            : path.queryParam("id", "{id}").build(name, id);
                })
                .contentType(type)
                .body(content, DataBuffer.class)
                .retrieve()
                .bodyToMono(Artifact.class);
    }

    public Mono<Artifact> describe(UUID id) {
        return client.get().uri("/api/artifacts/{id}", id).retrieve().bodyToMono(Artifact.class);
    }

    /** The bytes of an artifact; whoever subscribes releases the buffers. */
    public Flux<DataBuffer> download(UUID id) {
        return client.get()
                .uri("/api/artifacts/{id}/content", id)
                .accept(MediaType.ALL)
                .retrieve()
                .bodyToFlux(DataBuffer.class);
    }

    /** The bytes from the first to the last of these, counted from 0, both included. */
    public Flux<DataBuffer> download(UUID id, long first, long last) {
        return client.get()
                .uri("/api/artifacts/{id}/content", id)
                .accept(MediaType.ALL)
                .headers(headers -> headers.setRange(List.of(HttpRange.createByteRange(first, last))))
                .retrieve()
                .bodyToFlux(DataBuffer.class);
    }

    public Mono<Void> delete(UUID id) {
        return client.delete().uri("/api/artifacts/{id}", id).retrieve().bodyToMono(Void.class);
    }
}

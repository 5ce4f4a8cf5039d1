package io.storyportal.planning.ledger;

import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where input files go: L01. */
public interface ArtifactStore {

    /** Passes the bytes on as they come; nothing is held here. */
    Mono<ArtifactRecord> store(String name, String contentType, Flux<DataBuffer> content);

    Mono<Void> delete(UUID artifact);
}

package io.storyportal.runtime.agents;

import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stored files that agents start with; a caller sees those of its tenant. */
public interface InputFiles {

    record InputFile(UUID id, String name, long size, String sha256) {}

    /** Empty when there is none. */
    Mono<InputFile> describe(UUID artifact);

    Flux<DataBuffer> content(UUID artifact);
}

package io.storyportal.runtime.bridge;

import io.storyportal.client.l01.L01Artifacts;
import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.runtime.agents.InputFiles;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Artifacts of L01 as input files. */
public final class L01InputFiles implements InputFiles {

    private final L01Artifacts artifacts;

    public L01InputFiles(L01Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public Mono<InputFile> describe(UUID id) {
        return artifacts
                .describe(id)
                .map(artifact -> new InputFile(
                        id,
                        Objects.requireNonNull(artifact.getName()),
                        Objects.requireNonNull(artifact.getSize()),
                        Objects.requireNonNull(artifact.getSha256())))
                .onErrorResume(
                        RemoteProblemException.class,
                        refused -> refused.is(HttpStatus.NOT_FOUND) ? Mono.empty() : Mono.error(refused));
    }

    @Override
    public Flux<DataBuffer> content(UUID id) {
        return artifacts.download(id);
    }
}

package io.storyportal.data.artifacts;

import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.kit.web.caller.Caller;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** Takes artifacts away: first the fact, then the bytes. */
final class ArtifactRemovals {

    private final ResourceRoutes<Artifact> artifacts;
    private final ArtifactFiles files;

    ArtifactRemovals(Resources resources, ArtifactFiles files) {
        this.artifacts = resources.routes(Artifacts.TYPE);
        this.files = files;
    }

    Mono<ResponseEntity<Void>> remove(UUID id, Caller caller) {
        return artifacts.get(id, caller).flatMap(found -> {
            String sha256 = Objects.requireNonNull(found.getBody()).sha256();
            return artifacts.delete(id, null, caller).flatMap(gone -> files.delete(caller.tenant(), id, sha256)
                    .thenReturn(gone));
        });
    }
}

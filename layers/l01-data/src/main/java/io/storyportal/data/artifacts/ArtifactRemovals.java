package io.storyportal.data.artifacts;

import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** Takes artifacts away: first the fact, then the bytes. */
public final class ArtifactRemovals {

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

    /** For L01's own files: also what an earlier removal, or a recording, left of them when it was cut off. */
    public Mono<Void> removeWhole(TenantId tenant, UUID id) {
        Caller self = new Caller(tenant, "l01", Set.of(Role.DEVELOPER), null);
        return remove(id, self)
                .onErrorResume(ArtifactRemovals::isGone, gone -> Mono.empty())
                .then(files.deleteAll(tenant, id));
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof ProblemException problem && problem.problem() == CommonProblem.NOT_FOUND;
    }
}

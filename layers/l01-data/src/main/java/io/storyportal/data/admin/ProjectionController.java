package io.storyportal.data.admin;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import jakarta.validation.constraints.Pattern;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for projections; each administrator rebuilds their own tenant's. */
@RestController
@RequestMapping("/api/admin/projections")
final class ProjectionController {

    private final ProjectionRebuild rebuild;

    ProjectionController(ProjectionRebuild rebuild) {
        this.rebuild = rebuild;
    }

    @PostMapping("/{name}/rebuild")
    Mono<RebuiltProjection> rebuildProjection(
            @PathVariable @Pattern(regexp = "[a-z-]{1,50}") String name, Caller caller) {
        caller.require(Role.ADMIN);
        return rebuild.rebuild(name, caller.tenant());
    }
}

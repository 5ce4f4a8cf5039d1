package io.storyportal.data.history;

import io.storyportal.data.resources.Moment;
import io.storyportal.data.resources.PastReads;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.ResourceType;
import io.storyportal.data.resources.ResourceTypes;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.problem.CommonProblem;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for resources as they were; resources are named as in batch commands. */
@RestController
@RequestMapping("/api/history")
final class PastController {

    /** Aggregates that concern administrators. */
    private static final Set<String> ADMINISTERED = Set.of("api_key", "config", "tenant");

    private final Map<String, ResourceType<?>> types;
    private final PastReads reads;

    PastController(ResourceTypes types, PastReads reads) {
        this.types = types.all().stream().collect(Collectors.toMap(ResourceType::name, Function.identity()));
        this.reads = reads;
    }

    /** What the resource's own GET answered after the event at {@code position}, or at the time {@code at}. */
    @GetMapping("/{resource}/{id}")
    Mono<ResponseEntity<Object>> getPastResource(
            @PathVariable @Pattern(regexp = "[a-z-]{1,50}") String resource,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long position,
            @RequestParam(required = false) @Nullable Instant at,
            Caller caller) {
        ResourceType<?> type = types.get(resource);
        if (type == null) {
            throw CommonProblem.NOT_FOUND.exception("No resource '" + resource + "'");
        }
        if (ADMINISTERED.contains(type.aggregate())) {
            caller.require(Role.ADMIN);
        }
        return reads.read(type, id, Moment.of(position, at), caller.tenant()).map(view -> ResponseEntity.ok()
                .eTag(ResourceRoutes.etag(view.version()))
                .body(view));
    }
}

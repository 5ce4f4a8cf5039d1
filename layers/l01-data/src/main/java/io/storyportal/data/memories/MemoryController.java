package io.storyportal.data.memories;

import io.storyportal.data.embeddings.Replica;
import io.storyportal.data.embeddings.Replicas;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import reactor.core.publisher.Mono;

/** HTTP for memories. */
@RestController
@RequestMapping("/api/memories")
final class MemoryController {

    private final ResourceRoutes<Memory> memories;
    private final Recall recall;
    private final Replicas replicas;

    MemoryController(Resources resources, Recall recall, Replicas replicas) {
        this.memories = resources.routes(Memories.TYPE);
        this.recall = recall;
        this.replicas = replicas;
    }

    /** Remembered for good once this is answered, and found by its words; by its meaning as soon as L04 has answered. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Memory>> createMemory(
            @Valid @RequestBody CreateMemory body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return memories.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Memory>> getMemory(@PathVariable UUID id, Caller caller) {
        return memories.get(id, caller);
    }

    @GetMapping
    Mono<Page<Memory>> listMemories(
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId,
            @RequestParam(name = "session_id", required = false) @Nullable UUID sessionId,
            @RequestParam(required = false) @Nullable @Size(max = 20) List<@Size(max = 100) String> kind,
            @RequestParam(required = false) @Nullable @Size(max = 50) List<@Size(max = 100) String> tags,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(name = "min_importance", required = false) @Nullable @DecimalMin("0") @DecimalMax("1")
                    BigDecimal minImportance,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        MemoryScope scope = new MemoryScope(agentId, sessionId, kind, tags, from, to, minImportance);
        return memories.list(scope.filters(), PageRequest.of(limit, cursor, order), caller);
    }

    /** The best by similarity, recency and importance; changes nothing. */
    @PostMapping("/recall")
    Mono<RecalledMemories> recallMemories(@Valid @RequestBody RecallMemories body, Caller caller) {
        return recall.recall(body, caller);
    }

    /** Whether the memory has arrived where it is found by its meaning. */
    @GetMapping("/{id}/replica")
    Mono<Replica> getMemoryReplica(@PathVariable UUID id, Caller caller) {
        return replicas.of(Memories.TYPE.name(), id, caller.tenant())
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("No memory " + id)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<ResponseEntity<Void>> deleteMemory(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            Caller caller) {
        return memories.delete(id, ifMatch, caller);
    }
}

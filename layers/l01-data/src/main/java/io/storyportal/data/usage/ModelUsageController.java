package io.storyportal.data.usage;

import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

/** HTTP for model usage. */
@RestController
@RequestMapping("/api/model-usage")
final class ModelUsageController {

    private final ResourceRoutes<ModelUsage> usage;

    private final UsageStatistics stats;

    ModelUsageController(Resources resources, UsageStatistics stats) {
        this.stats = stats;
        this.usage = resources.routes(ModelUsages.TYPE);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ModelUsage>> recordModelUsage(
            @Valid @RequestBody RecordModelUsage body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return usage.create(body, idempotencyKey, caller);
    }

    @PostMapping("/batch")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<RecordedUsage> recordModelUsageBatch(
            @Valid @RequestBody ModelUsageBatch body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return usage.createAll(body.items(), idempotencyKey, caller).map(RecordedUsage::new);
    }

    @GetMapping("/stats")
    Mono<UsageStats> getModelUsageStats(
            @RequestParam(name = "group_by", required = false)
                    @Nullable
                    @Pattern(regexp = UsageGroups.WORDS)
                    @Size(max = 100)
                    String groupBy,
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId,
            @RequestParam(name = "model_provider", required = false) @Nullable @Size(max = 100) String modelProvider,
            @RequestParam(name = "model_name", required = false) @Nullable @Size(max = 255) String modelName,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            Caller caller) {
        Filters filters = new Filters()
                .equal("agent_id", agentId)
                .equal("model_provider", modelProvider)
                .equal("model_name", modelName)
                .with("created_at >= ?", from)
                .with("created_at < ?", to);
        return stats.of(UsageGroups.parse(groupBy), filters, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<ModelUsage>> getModelUsage(@PathVariable UUID id, Caller caller) {
        return usage.get(id, caller);
    }

    @GetMapping
    Mono<Page<ModelUsage>> listModelUsage(
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId,
            @RequestParam(name = "model_provider", required = false) @Nullable @Size(max = 500) String modelProvider,
            @RequestParam(name = "model_name", required = false) @Nullable @Size(max = 500) String modelName,
            @RequestParam(name = "call_key", required = false) @Nullable @Size(max = 500) String callKey,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters = new Filters()
                .equal("agent_id", agentId)
                .equal("model_provider", modelProvider)
                .equal("model_name", modelName)
                .equal("call_key", callKey);
        return usage.list(filters, PageRequest.of(limit, cursor, order), caller);
    }
}

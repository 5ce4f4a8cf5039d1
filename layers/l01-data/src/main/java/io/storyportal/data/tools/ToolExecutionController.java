package io.storyportal.data.tools;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for runs of tools. */
@RestController
@RequestMapping("/api/tool-executions")
final class ToolExecutionController {

    private final ResourceRoutes<ToolExecution> executions;

    ToolExecutionController(Resources resources) {
        this.executions = resources.routes(ToolExecutions.TYPE);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ToolExecution>> createToolExecution(
            @Valid @RequestBody CreateToolExecution body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return executions.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<ToolExecution>> getToolExecution(@PathVariable UUID id, Caller caller) {
        return executions.get(id, caller);
    }

    @GetMapping
    Mono<Page<ToolExecution>> listToolExecutions(
            @RequestParam(name = "tool_id", required = false) @Nullable UUID toolId,
            @RequestParam(name = "tool_name", required = false) @Nullable @Size(max = 500) String toolName,
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId,
            @RequestParam(required = false) @Nullable @Size(max = 500) String status,
            @RequestParam(name = "call_key", required = false) @Nullable @Size(max = 500) String callKey,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters = new Filters()
                .equal("tool_id", toolId)
                .equal("tool_name", toolName)
                .equal("agent_id", agentId)
                .anyOf("status", status)
                .equal("call_key", callKey);
        return executions.list(filters, PageRequest.of(limit, cursor, order), caller);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<ToolExecution>> updateToolExecution(
            @PathVariable UUID id,
            @Valid @RequestBody UpdateToolExecution body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return executions.update(id, body, ifMatch, idempotencyKey, caller);
    }
}

package io.storyportal.data.tasks;

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

/** HTTP for tasks. */
@RestController
@RequestMapping("/api/tasks")
final class TaskController {

    private final ResourceRoutes<Task> tasks;

    TaskController(Resources resources) {
        this.tasks = resources.routes(Tasks.TYPE);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Task>> createTask(
            @Valid @RequestBody CreateTask body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return tasks.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Task>> getTask(@PathVariable UUID id, Caller caller) {
        return tasks.get(id, caller);
    }

    @GetMapping
    Mono<Page<Task>> listTasks(
            @RequestParam(name = "plan_id", required = false) @Nullable UUID planId,
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId,
            @RequestParam(required = false) @Nullable @Size(max = 500) String status,
            @RequestParam(name = "task_type", required = false) @Nullable @Size(max = 500) String taskType,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters = new Filters()
                .equal("plan_id", planId)
                .equal("agent_id", agentId)
                .anyOf("status", status)
                .equal("task_type", taskType);
        return tasks.list(filters, PageRequest.of(limit, cursor, order), caller);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<Task>> updateTask(
            @PathVariable UUID id,
            @Valid @RequestBody UpdateTask body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return tasks.update(id, body, ifMatch, idempotencyKey, caller);
    }
}

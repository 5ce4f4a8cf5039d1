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

/** HTTP for tools. */
@RestController
@RequestMapping("/api/tools")
final class ToolController {

    private final ResourceRoutes<Tool> tools;

    ToolController(Resources resources) {
        this.tools = resources.routes(Tools.TYPE);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Tool>> createTool(
            @Valid @RequestBody CreateTool body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return tools.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Tool>> getTool(@PathVariable UUID id, Caller caller) {
        return tools.get(id, caller);
    }

    @GetMapping
    Mono<Page<Tool>> listTools(
            @RequestParam(required = false) @Nullable @Size(max = 500) String name,
            @RequestParam(name = "tool_type", required = false) @Nullable @Size(max = 500) String toolType,
            @RequestParam(required = false) @Nullable Boolean enabled,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters =
                new Filters().equal("name", name).equal("tool_type", toolType).equal("enabled", enabled);
        return tools.list(filters, PageRequest.of(limit, cursor, order), caller);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<Tool>> updateTool(
            @PathVariable UUID id,
            @Valid @RequestBody UpdateTool body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return tools.update(id, body, ifMatch, idempotencyKey, caller);
    }
}

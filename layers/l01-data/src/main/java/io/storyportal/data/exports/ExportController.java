package io.storyportal.data.exports;

import io.storyportal.data.resources.PageRequest;
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

/** HTTP for exports; the file of a completed one is an artifact. */
@RestController
@RequestMapping("/api/exports")
final class ExportController {

    private final ExportRequests requests;

    ExportController(ExportRequests requests) {
        this.requests = requests;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Export> createExport(
            @Valid @RequestBody CreateExport body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return requests.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<Export> getExport(@PathVariable UUID id, Caller caller) {
        return requests.get(id, caller);
    }

    @GetMapping
    Mono<Page<Export>> listExports(
            @RequestParam(required = false) @Nullable @Size(max = 100) String status,
            @RequestParam(required = false) @Nullable @Size(max = 100) String resource,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        return Mono.defer(() -> requests.list(status, resource, PageRequest.of(limit, cursor, order), caller));
    }
}

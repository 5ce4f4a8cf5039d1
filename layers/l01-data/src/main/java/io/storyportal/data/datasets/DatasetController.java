package io.storyportal.data.datasets;

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
import org.springframework.web.bind.annotation.DeleteMapping;
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

/** HTTP for datasets. */
@RestController
@RequestMapping("/api/datasets")
final class DatasetController {

    private final ResourceRoutes<Dataset> datasets;

    DatasetController(Resources resources) {
        this.datasets = resources.routes(Datasets.TYPE);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Dataset>> createDataset(
            @Valid @RequestBody CreateDataset body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return datasets.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Dataset>> getDataset(@PathVariable UUID id, Caller caller) {
        return datasets.get(id, caller);
    }

    @GetMapping
    Mono<Page<Dataset>> listDatasets(
            @RequestParam(required = false) @Nullable @Size(max = 500) String name,
            @RequestParam(required = false) @Nullable UUID parent,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters = new Filters()
                .equal("name", name)
                .with("lineage @> jsonb_build_array(?::text)", parent == null ? null : parent.toString());
        return datasets.list(filters, PageRequest.of(limit, cursor, order), caller);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<Dataset>> updateDataset(
            @PathVariable UUID id,
            @Valid @RequestBody UpdateDataset body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return datasets.update(id, body, ifMatch, idempotencyKey, caller);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<ResponseEntity<Void>> deleteDataset(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            Caller caller) {
        return datasets.delete(id, ifMatch, caller);
    }
}

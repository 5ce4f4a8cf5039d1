package io.storyportal.data.datasets;

import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
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

/** HTTP for the examples of a dataset and how they are split. */
@RestController
@RequestMapping("/api/datasets/{id}")
final class ExampleController {

    private final ResourceRoutes<Dataset> datasets;
    private final ExampleWrites writes;
    private final ExampleReads reads;

    ExampleController(Resources resources, ExampleWrites writes, ExampleReads reads) {
        this.datasets = resources.routes(Datasets.TYPE);
        this.writes = writes;
        this.reads = reads;
    }

    /** Adds up to 500 examples; those that are there already are told as duplicates and not stored twice. */
    @PostMapping("/examples")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AddedExamples> addExamples(
            @PathVariable UUID id,
            @Valid @RequestBody ExampleBatch body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return writes.add(id, body, idempotencyKey, caller);
    }

    @GetMapping("/examples")
    Mono<Page<Example>> listExamples(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "train|validation|test") String split,
            @RequestParam(name = "group_key", required = false) @Nullable @Size(max = 255) String groupKey,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters = new Filters().equal("group_key", groupKey);
        return reads.page(id, split, filters, PageRequest.of(limit, cursor, order), caller);
    }

    /** Says how the dataset is split from now on. */
    @PostMapping("/splits")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<DatasetSplits> splitDataset(
            @PathVariable UUID id,
            @Valid @RequestBody Splits body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        if (!body.addUp()) {
            throw CommonProblem.INVALID.exception("'train', 'validation' and 'test' must add up to 1");
        }
        Once once = new Once("POST datasets/" + id + "/splits", idempotencyKey, body);
        return datasets.updateOnce(id, Map.of("splits", body), ifMatch, once, caller)
                .then(Mono.defer(() -> reads.splits(id, caller)));
    }

    @GetMapping("/splits")
    Mono<DatasetSplits> getSplits(@PathVariable UUID id, Caller caller) {
        return reads.splits(id, caller);
    }
}

package io.storyportal.data.documents;

import io.storyportal.data.embeddings.RankedBy;
import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
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

/** HTTP for documents. */
@RestController
@RequestMapping("/api/documents")
final class DocumentController {

    private final ResourceRoutes<Document> documents;
    private final DocumentSearch search;
    private final DocumentMeanings meanings;

    DocumentController(Resources resources, DocumentSearch search, DocumentMeanings meanings) {
        this.documents = resources.routes(Documents.TYPE);
        this.search = search;
        this.meanings = meanings;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Document>> createDocument(
            @Valid @RequestBody CreateDocument body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return documents.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Document>> getDocument(@PathVariable UUID id, Caller caller) {
        return documents.get(id, caller);
    }

    /**
     * With words to look for, the best first and with a snippet in place of the content; else by age. {@code mode} says
     * whether {@code q} is looked for by its words, which is usual, by its meaning, or by both; the latter two answer one page.
     */
    @GetMapping
    Mono<FoundDocuments> listDocuments(
            @RequestParam(required = false) @Nullable @Size(max = 500) @Pattern(regexp = ".*\\S.*") String q,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "text|semantic|hybrid") String mode,
            @RequestParam(required = false) @Nullable @Size(max = 500) String title,
            @RequestParam(name = "content_type", required = false) @Nullable @Size(max = 500) String contentType,
            @RequestParam(required = false) @Nullable @Size(max = 500) String tag,
            @RequestParam(required = false) @Nullable @Size(max = 50) List<@Size(max = 100) String> tags,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        Filters filters = new Filters()
                .equal("title", title)
                .equal("content_type", contentType)
                .contains("tags", tag)
                .with("\"tags\" @> ?", tags == null ? null : tags.toArray(String[]::new));
        if (q != null) {
            DocumentSearch.Search asked = new DocumentSearch.Search(q, filters, limit, cursor, order);
            return mode == null || mode.equals("text")
                    ? search.best(asked, caller).map(page -> FoundDocuments.of(page, RankedBy.TEXT, null))
                    : meanings.best(asked, mode.equals("hybrid"), caller);
        }
        if (mode != null) {
            return Mono.error(CommonProblem.INVALID.exception("'mode' goes with 'q' only"));
        }
        return documents
                .list(filters, PageRequest.of(limit, cursor, order), caller)
                .map(FoundDocuments::listed);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<Document>> updateDocument(
            @PathVariable UUID id,
            @Valid @RequestBody UpdateDocument body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return documents.update(id, body, ifMatch, idempotencyKey, caller);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<ResponseEntity<Void>> deleteDocument(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            Caller caller) {
        return documents.delete(id, ifMatch, caller);
    }
}

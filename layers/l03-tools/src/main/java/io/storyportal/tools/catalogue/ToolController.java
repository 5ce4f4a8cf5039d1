package io.storyportal.tools.catalogue;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for the catalogue. */
@RestController
@RequestMapping("/tools")
final class ToolController {
    private final Catalogue catalogue;
    private final ToolSearch search;

    ToolController(Catalogue catalogue, ToolSearch search) {
        this.catalogue = catalogue;
        this.search = search;
    }

    @GetMapping
    Mono<Page<ToolView>> listTools(
            @RequestParam(required = false) @Nullable @Size(max = 100) String name,
            @RequestParam(required = false) @Nullable @Size(max = 100) String category,
            @RequestParam(required = false) @Nullable Effects effects,
            @RequestParam(required = false) @Nullable ExecutionMode execution,
            @RequestParam(required = false) @Nullable Boolean enabled,
            @RequestParam(required = false, defaultValue = "100") @Min(1) @Max(500) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            Caller caller) {
        String after = cursor == null ? "" : Cursor.parse(cursor, 1).keys().getFirst();
        return catalogue
                .list()
                .filter(tool -> name == null || tool.name().equals(name))
                .filter(tool -> category == null || tool.category().equals(category))
                .filter(tool -> effects == null || tool.effects() == effects)
                .filter(tool -> execution == null || tool.execution() == execution)
                .filter(tool -> enabled == null || tool.enabled() == enabled)
                .filter(tool -> tool.name().compareTo(after) > 0)
                .sort(Comparator.comparing(ToolView::name))
                .take(limit + 1L)
                .collectList()
                .map(found -> Page.of(found, limit, last -> Cursor.of(last.name())));
    }

    @GetMapping("/search")
    Mono<ToolSearch.SearchResult> searchTools(
            @RequestParam @NotBlank @Size(max = 500) String q,
            @RequestParam(required = false, defaultValue = "10") @Min(1) @Max(100) int limit,
            Caller caller) {
        return search.search(q, limit);
    }

    @GetMapping("/{id_or_name}")
    Mono<ToolView> getTool(@PathVariable("id_or_name") @Size(max = 100) String idOrName, Caller caller) {
        return catalogue.view(idOrName);
    }
}

package io.storyportal.gateway.models;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What can be called right now. */
@RestController
final class ModelsController {

    private final ModelCatalogue catalogue;

    ModelsController(ModelCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping(path = "/models", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Models> models() {
        return catalogue.models();
    }

    /**
     * @param items every model that a configured provider lists, and the embedding model of this process
     * @param providers every provider this gateway has an adapter for
     */
    record Models(List<Model> items, @Nullable String nextCursor, List<ProviderStatus> providers) {}
}

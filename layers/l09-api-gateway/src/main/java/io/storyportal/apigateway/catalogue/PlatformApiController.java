package io.storyportal.apigateway.catalogue;

import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The API description of the whole platform. */
@RestController
final class PlatformApiController {

    private final Mono<Map<String, Object>> document;

    /** Merged when first asked for, on a thread that may read files, and kept. */
    PlatformApiController(PlatformApiFiles files) {
        this.document = Mono.fromCallable(() -> files.platform().merged())
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    @GetMapping(path = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> document() {
        return document;
    }
}

package io.storyportal.tools.documents;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Documents of the caller's tenant; L01's. */
public interface Documents {
    record NewDocument(
            String title, String content, String contentType, List<String> tags, Map<String, Object> metadata) {}

    /** Stores the document under the id; a second time answers the first. */
    Mono<UUID> store(UUID id, NewDocument document);
}

package io.storyportal.data.documents;

import io.storyportal.data.embeddings.Source;
import io.storyportal.data.resources.ResourceType;
import java.util.List;
import java.util.Map;

/** How documents are kept. */
public final class Documents {

    public static final ResourceType<Document> TYPE = ResourceType.of("documents", "document", Document.class)
            .createdFrom(CreateDocument.class)
            .updatedFrom(UpdateDocument.class)
            .orElse("content_type", "text/plain")
            .orElse("metadata", Map.of())
            .orElse("tags", List.of())
            .build();

    static final Source SOURCE = new Source(TYPE.name(), "title", "content");

    private Documents() {}
}

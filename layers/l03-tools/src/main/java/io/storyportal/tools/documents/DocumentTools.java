package io.storyportal.tools.documents;

import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.Tool;
import io.storyportal.tools.catalogue.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document tools. */
public final class DocumentTools {
    private final Documents documents;

    public DocumentTools(Documents documents) {
        this.documents = documents;
    }

    public List<Tool> tools(JsonMapper json) {
        return List.of(new Tool(BuiltInTools.spec(json, "document.store"), this::store));
    }

    record Input(
            String title,
            JsonNode content,
            String contentType,
            @Nullable List<String> tags,
            @Nullable Map<String, Object> metadata) {}

    record Output(UUID documentId, String title, String contentType, int bytes) {}

    /** The execution's id becomes the document's: a repeated execution finds the document it made. */
    private Mono<Output> store(ToolCall call) {
        Input input = call.inputAs(Input.class);
        JsonNode content = input.content();
        String text = content.isString() ? content.asString() : content.toPrettyString();
        Documents.NewDocument document = new Documents.NewDocument(
                input.title(),
                text,
                input.contentType(),
                input.tags() == null ? List.of() : input.tags(),
                input.metadata() == null ? Map.of() : input.metadata());
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return documents
                .store(call.executionId(), document)
                .map(id -> new Output(id, input.title(), input.contentType(), bytes));
    }
}

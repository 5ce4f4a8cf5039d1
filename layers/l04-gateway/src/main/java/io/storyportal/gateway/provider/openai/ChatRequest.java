package io.storyportal.gateway.provider.openai;

import io.storyportal.gateway.provider.ModelCall;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the body of a chat completion request. */
final class ChatRequest {

    private final JsonMapper json;
    private final boolean openAiItself;

    /** @param openAiItself OpenAI renamed {@code max_tokens}; other servers know only the old name */
    ChatRequest(JsonMapper json, boolean openAiItself) {
        this.json = json;
        this.openAiItself = openAiItself;
    }

    JsonNode of(ModelCall call) {
        ObjectNode request = json.createObjectNode();
        request.put("model", call.model());
        request.put(openAiItself ? "max_completion_tokens" : "max_tokens", call.maxTokens());
        if (call.temperature() != null) {
            request.put("temperature", call.temperature());
        }
        if (call.streamed()) {
            request.put("stream", true).putObject("stream_options").put("include_usage", true);
        }
        ArrayNode messages = request.putArray("messages");
        if (call.system() != null) {
            messages.addObject().put("role", "system").put("content", call.system());
        }
        call.messages().forEach(message -> messages.addObject()
                .put("role", message.role().wireName())
                .put("content", message.content()));
        JsonNode schema = call.responseSchema();
        if (schema != null) {
            ObjectNode format = request.putObject("response_format").put("type", "json_schema");
            format.putObject("json_schema")
                    .put("name", "answer")
                    .put("strict", StrictSchema.fits(schema))
                    .set("schema", schema);
        }
        return request;
    }
}

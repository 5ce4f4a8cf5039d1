package io.storyportal.apigateway.proxy;

import io.storyportal.kit.web.problem.CommonProblem;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts what the path outside names into the JSON body inside; the body's size is bounded before. */
final class BodyFields {

    private final JsonMapper json;

    BodyFields(JsonMapper json) {
        this.json = json;
    }

    Mono<ServerHttpRequest> fill(ServerHttpRequest request, Map<String, String> fields) {
        if (fields.isEmpty()) {
            return Mono.just(request);
        }
        return DataBufferUtils.join(request.getBody())
                .map(BodyFields::bytes)
                .defaultIfEmpty(new byte[0])
                .map(body -> withBody(request, json.writeValueAsBytes(filled(body, fields))));
    }

    private ObjectNode filled(byte[] body, Map<String, String> fields) {
        ObjectNode object = body.length == 0 ? json.createObjectNode() : read(body);
        fields.forEach((name, value) -> {
            if (object.has(name) && !value.equals(object.path(name).asString(""))) {
                throw CommonProblem.MALFORMED.exception("'" + name + "' of the body differs from the path");
            }
            object.put(name, value);
        });
        return object;
    }

    private ObjectNode read(byte[] body) {
        try {
            JsonNode node = json.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException malformed) {
            // Told below, like a body that is no object.
        }
        throw CommonProblem.MALFORMED.exception("The body must be a JSON object");
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ServerHttpRequest withBody(ServerHttpRequest request, byte[] body) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(request.getHeaders());
        headers.remove(HttpHeaders.TRANSFER_ENCODING);
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setContentLength(body.length);
        return new ServerHttpRequestDecorator(request) {
            @Override
            public HttpHeaders getHeaders() {
                return headers;
            }

            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
            }
        };
    }
}

package io.storyportal.gateway.provider;

import io.storyportal.gateway.provider.ProviderFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Turns what a provider and the network do wrong into a {@link ProviderFailure}. */
final class FailureTranslation {

    private static final int LONGEST_QUOTE = 400;

    private final Endpoint endpoint;
    private final JsonMapper json;

    FailureTranslation(Endpoint endpoint, JsonMapper json) {
        this.endpoint = endpoint;
        this.json = json;
    }

    Mono<ProviderFailure> fromResponse(ClientResponse response) {
        int status = response.statusCode().value();
        Duration retryAfter = RetryAfter.from(response.headers().asHttpHeaders());
        return ProviderBody.whole(response)
                // The status says enough; a body that cannot be read must not hide it.
                .onErrorResume(unreadable -> Mono.empty())
                .defaultIfEmpty("")
                .map(body -> {
                    JsonNode error = errorObject(body);
                    return failure(kindOf(status, error), "HTTP " + status, error, retryAfter);
                });
    }

    /** For an error object that arrives inside a 200 answer, where only its type tells the kind. */
    ProviderFailure fromErrorObject(JsonNode body) {
        JsonNode error = body.path("error");
        return failure(kindOf(error), "an error in its answer", error, null);
    }

    ProviderFailure unreadable(String what, @Nullable Throwable cause) {
        return new ProviderFailure(
                endpoint.provider(), Kind.UNREADABLE, endpoint.provider() + " " + what + ".", null, cause);
    }

    /** Causes are kept for the log only as far as they hold no request: WebClient's exceptions carry its headers. */
    Throwable fromThrowable(Throwable thrown) {
        return switch (thrown) {
            case ProviderFailure already -> already;
            case TimeoutException timeout -> plain(Kind.TIMED_OUT, " did not answer in time.");
            case WebClientRequestException request -> unreachable(request);
            case DataBufferLimitException tooLong -> unreadable("sent more than can be held", tooLong);
            case CodecException codec -> unreadable("sent something that cannot be decoded", codec);
            case IOException broken ->
                plain(Kind.BROKEN_STREAM, " broke off the connection before the answer was complete.");
            default -> thrown;
        };
    }

    private ProviderFailure unreachable(WebClientRequestException request) {
        String why = request.getMostSpecificCause().getClass().getSimpleName();
        return plain(Kind.UNREACHABLE, " cannot be reached at " + endpoint.baseUrl() + " (" + why + ").");
    }

    private ProviderFailure plain(Kind kind, String what) {
        return new ProviderFailure(endpoint.provider(), kind, endpoint.provider() + what);
    }

    private ProviderFailure failure(Kind kind, String what, JsonNode error, @Nullable Duration retryAfter) {
        String said = kind == Kind.CREDENTIALS_REFUSED ? "" : quote(error);
        String message = endpoint.provider() + " answered with " + what + (said.isEmpty() ? "." : ": " + said);
        return new ProviderFailure(endpoint.provider(), kind, message, retryAfter, null);
    }

    private String quote(JsonNode error) {
        String message =
                error.isString() ? error.asString() : error.path("message").asString("");
        String clean = endpoint.key().blotOut(message).replaceAll("\\s+", " ").strip();
        return clean.length() <= LONGEST_QUOTE ? clean : clean.substring(0, LONGEST_QUOTE) + "…";
    }

    private JsonNode errorObject(String body) {
        try {
            return json.readTree(body).path("error");
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static Kind kindOf(int status, JsonNode error) {
        return switch (status) {
            case 401, 403 -> Kind.CREDENTIALS_REFUSED;
            case 404 -> Kind.UNKNOWN_MODEL;
            case 408 -> Kind.TIMED_OUT;
            case 429 -> Kind.RATE_LIMITED;
            case 503, 529 -> Kind.OVERLOADED;
            default -> status < 500 ? rejectedOrUnknownModel(error) : Kind.FAILED;
        };
    }

    private static Kind rejectedOrUnknownModel(JsonNode error) {
        return error.path("code").asString("").equals("model_not_found") ? Kind.UNKNOWN_MODEL : Kind.REQUEST_REJECTED;
    }

    /** Anthropic names the type, OpenAI sometimes only a code; Ollama sends a bare sentence. */
    private static Kind kindOf(JsonNode error) {
        String type = error.path("type").asString("");
        return switch (type.isEmpty() ? error.path("code").asString("") : type) {
            case "overloaded_error", "service_unavailable", "overloaded" -> Kind.OVERLOADED;
            case "rate_limit_error", "rate_limit_exceeded", "insufficient_quota", "requests", "tokens" ->
                Kind.RATE_LIMITED;
            case "authentication_error", "permission_error", "invalid_api_key" -> Kind.CREDENTIALS_REFUSED;
            case "invalid_request_error", "request_too_large" -> Kind.REQUEST_REJECTED;
            case "not_found_error", "model_not_found" -> Kind.UNKNOWN_MODEL;
            case "timeout_error" -> Kind.TIMED_OUT;
            default -> Kind.FAILED;
        };
    }
}

package io.storyportal.gateway.provider;

import io.netty.channel.ChannelOption;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP to one provider. Bodies are read as text and parsed here, so that a body that is not JSON, a stream that breaks
 * off and a refused request all come out as a {@link ProviderFailure}, whatever the codecs would have made of them.
 */
public final class ProviderHttp {

    private final Endpoint endpoint;
    private final ProviderTimeouts timeouts;
    private final JsonMapper json;
    private final WebClient client;
    private final FailureTranslation failures;

    public ProviderHttp(Endpoint endpoint, ProviderTimeouts timeouts, JsonMapper json) {
        this(endpoint, timeouts, json, WebClient.builder().clientConnector(connector(timeouts)));
    }

    ProviderHttp(Endpoint endpoint, ProviderTimeouts timeouts, JsonMapper json, WebClient.Builder builder) {
        this.endpoint = endpoint;
        this.timeouts = timeouts;
        this.json = json;
        this.failures = new FailureTranslation(endpoint, json);
        this.client = builder.baseUrl(endpoint.baseUrl())
                .defaultHeaders(headers -> endpoint.headers().forEach(headers::set))
                .build();
    }

    private static ReactorClientHttpConnector connector(ProviderTimeouts timeouts) {
        return new ReactorClientHttpConnector(HttpClient.create()
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(timeouts.connect().toMillis()))
                .compress(true));
    }

    public Mono<JsonNode> get(String path) {
        return guarded(authenticated(client.get().uri(path)).exchangeToFlux(body(this::wholeBody)))
                .next();
    }

    public Mono<JsonNode> post(String path, JsonNode request) {
        return guarded(posting(path, request, MediaType.APPLICATION_JSON).exchangeToFlux(body(this::wholeBody)))
                .next();
    }

    /** Server-sent events. An event without data (a comment, a keep-alive) is not passed on. */
    public Flux<ServerSentEvent<String>> postForEvents(String path, JsonNode request) {
        return guarded(posting(path, request, MediaType.TEXT_EVENT_STREAM)
                .exchangeToFlux(body(response -> ProviderBody.events(response).filter(event -> event.data() != null))));
    }

    /** Newline-delimited JSON. */
    public Flux<JsonNode> postForLines(String path, JsonNode request) {
        return guarded(posting(path, request, MediaType.APPLICATION_NDJSON)
                .exchangeToFlux(body(response -> response.bodyToFlux(String.class)
                        .filter(line -> !line.isBlank())
                        .map(this::parse))));
    }

    /** Reads JSON that a provider sent. */
    public JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException notJson) {
            throw failures.unreadable("sent something that is not JSON", notJson);
        }
    }

    /** The failure that an error object inside a 200 answer stands for. */
    public ProviderFailure failureFrom(JsonNode body) {
        return failures.fromErrorObject(body);
    }

    /** The failure of a stream that ended before it said it was finished. */
    public ProviderFailure endedTooEarly() {
        return new ProviderFailure(
                endpoint.provider(),
                ProviderFailure.Kind.BROKEN_STREAM,
                endpoint.provider() + " closed the stream before the answer was complete.");
    }

    private Flux<JsonNode> wholeBody(ClientResponse response) {
        return ProviderBody.whole(response)
                .switchIfEmpty(Mono.error(() -> failures.unreadable("sent an empty answer", null)))
                .map(this::parse)
                .flux();
    }

    private WebClient.RequestHeadersSpec<?> posting(String path, JsonNode request, MediaType accept) {
        return authenticated(client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json.writeValueAsBytes(request))
                .accept(accept));
    }

    private WebClient.RequestHeadersSpec<?> authenticated(WebClient.RequestHeadersSpec<?> request) {
        request.header(HttpHeaders.USER_AGENT, "story-portal");
        return endpoint.key().present()
                ? request.header(endpoint.authenticationHeader(), endpoint.authenticationValue())
                : request;
    }

    private <T> Function<ClientResponse, Flux<T>> body(Function<ClientResponse, Flux<T>> reading) {
        return response -> response.statusCode().is2xxSuccessful()
                ? reading.apply(response)
                : failures.fromResponse(response).flatMapMany(Flux::error);
    }

    private <T> Flux<T> guarded(Flux<T> answer) {
        Mono<T> outOfTime = Mono.delay(timeouts.total()).then(Mono.error(TimeoutException::new));
        return answer.timeout(Mono.delay(timeouts.firstByte()), piece -> Mono.delay(timeouts.idle()))
                .takeUntilOther(outOfTime)
                .onErrorMap(failures::fromThrowable);
    }
}

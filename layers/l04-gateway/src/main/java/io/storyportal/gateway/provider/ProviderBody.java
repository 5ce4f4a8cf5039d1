package io.storyportal.gateway.provider;

import java.util.Map;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.Hints;
import org.springframework.core.codec.StringDecoder;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.ServerSentEventHttpMessageReader;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the body of a provider's answer as text. By hand, because the usual readers log what they read when debugging is
 * on, and what a model says, or a provider echoes, belongs in no log.
 */
final class ProviderBody {

    /** The longest unstreamed answer, event or line we are willing to hold. */
    private static final int MAX_IN_MEMORY = 8 << 20;

    private static final Map<String, Object> UNLOGGED = Hints.from(Hints.SUPPRESS_LOGGING_HINT, true);
    private static final ResolvableType TEXT = ResolvableType.forClass(String.class);
    private static final ResolvableType EVENT =
            ResolvableType.forClassWithGenerics(ServerSentEvent.class, String.class);

    private static final StringDecoder DECODER = decoder();
    private static final ServerSentEventHttpMessageReader EVENTS = events();

    private ProviderBody() {}

    static Mono<String> whole(ClientResponse response) {
        return response.body((message, context) -> DECODER.decodeToMono(message.getBody(), TEXT, null, UNLOGGED));
    }

    static Flux<String> lines(ClientResponse response) {
        return response.body((message, context) -> DECODER.decode(message.getBody(), TEXT, null, UNLOGGED));
    }

    @SuppressWarnings("unchecked") // the reader is asked for events of text
    static Flux<ServerSentEvent<String>> events(ClientResponse response) {
        return response.body((message, context) ->
                EVENTS.read(EVENT, message, UNLOGGED).map(event -> (ServerSentEvent<String>) event));
    }

    private static StringDecoder decoder() {
        StringDecoder decoder = StringDecoder.textPlainOnly();
        decoder.setMaxInMemorySize(MAX_IN_MEMORY);
        return decoder;
    }

    private static ServerSentEventHttpMessageReader events() {
        var reader = new ServerSentEventHttpMessageReader();
        reader.setMaxInMemorySize(MAX_IN_MEMORY);
        return reader;
    }
}

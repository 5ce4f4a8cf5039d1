package io.storyportal.kit.web.problem;

import org.reactivestreams.Publisher;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives the request whose target is no URI its problem document: Spring answers it with a bare 400 before any filter or
 * handler sees it.
 */
public final class UnreadableTarget implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final JsonMapper json;

    public UnreadableTarget(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(
                server -> server.mapHandle((handled, connection) -> handled.then(Mono.defer(() -> fill(connection)))));
    }

    private Mono<Void> fill(Connection connection) {
        if (connection instanceof HttpServerResponse response
                && !response.hasSentHeaders()
                && response.status().code() == CommonProblem.MALFORMED.status().value()
                && !response.responseHeaders().contains(HttpHeaders.CONTENT_TYPE)) {
            return Mono.from(problem(response));
        }
        return Mono.empty();
    }

    private Publisher<Void> problem(HttpServerResponse response) {
        ProblemException unreadable = CommonProblem.MALFORMED.exception(
                "The request target is not a URI: percent-encode what is not allowed in one");
        byte[] body = json.writeValueAsBytes(ProblemDocument.of(unreadable, null));
        return response.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .header(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length))
                .sendByteArray(Mono.just(body));
    }
}

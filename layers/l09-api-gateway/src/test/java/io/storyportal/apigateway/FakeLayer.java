package io.storyportal.apigateway;

import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A server in place of a layer behind the door: answers as told and remembers what it was asked. */
public final class FakeLayer implements AutoCloseable {

    /** A request as it arrived; header names in lower case. */
    public record Seen(String method, String uri, Map<String, String> headers) {}

    /** What a path answers. */
    @FunctionalInterface
    public interface Answer {
        Publisher<Void> give(HttpServerRequest request, HttpServerResponse response);
    }

    private final DisposableServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    public FakeLayer() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .childOption(ChannelOption.SO_RCVBUF, SmallSockets.BYTES)
                .handle(this::handle)
                .bindNow();
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** @param path without query; everything else is answered with 200 and an empty object */
    public void on(String path, Answer answer) {
        answers.put(path, answer);
    }

    public Seen last() {
        return seen.getLast();
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public void forget() {
        seen.clear();
        answers.clear();
    }

    public static Answer json(int status, String body) {
        return (request, response) -> request.receive()
                .then(response.status(status)
                        .header("Content-Type", "application/json")
                        .sendString(Mono.just(body), StandardCharsets.UTF_8)
                        .then());
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Map<String, String> headers = new TreeMap<>();
        request.requestHeaders().forEach(header -> headers.put(header.getKey().toLowerCase(), header.getValue()));
        seen.add(new Seen(request.method().name(), request.uri(), headers));
        String path = request.uri().replaceAll("\\?.*", "");
        return answers.getOrDefault(path, json(200, "{}")).give(request, response);
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}

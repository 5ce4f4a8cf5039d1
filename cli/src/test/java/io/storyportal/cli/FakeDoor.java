package io.storyportal.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;

/** L09 as a script: answers per path in order, the last one for good; remembers what it was asked. */
final class FakeDoor implements AutoCloseable {

    record Answer(int status, String contentType, String body) {}

    record Asked(String method, String path, Map<String, List<String>> headers, String body) {}

    private final HttpServer server;
    private final Map<String, Queue<Answer>> answers = new HashMap<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    FakeDoor() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    FakeDoor answer(String path, int status, String contentType, String body) {
        answers.computeIfAbsent(path, key -> new ArrayDeque<>()).add(new Answer(status, contentType, body));
        return this;
    }

    FakeDoor json(String path, int status, String body) {
        return answer(path, status, "application/json", body);
    }

    FakeDoor problem(String path, int status, String code) {
        var body = """
                {"code":"%s","title":"Refused","status":%d,"detail":"because","remedy":"do this","trace_id":"t1"}""".formatted(code, status);
        return answer(path, status, "application/problem+json", body);
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        var path = exchange.getRequestURI().getPath();
        asked.add(new Asked(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), body));
        var queue = answers.getOrDefault(path, new ArrayDeque<>());
        var answer = queue.size() > 1 ? queue.remove() : queue.peek();
        if (answer == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

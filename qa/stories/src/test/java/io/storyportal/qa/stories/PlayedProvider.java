package io.storyportal.qa.stories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.storyportal.cli.terminal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A model provider that is played: chat completions and the list of models with the bodies that
 * platform.openai.com/docs/api-reference documents. What it says is chosen by a word of the last message or the
 * instructions; a request without such a word is refused as one that makes no sense.
 */
final class PlayedProvider implements AutoCloseable {

    static final String KEY = "sk-played-0123456789abcdef";
    static final int PROMPT_TOKENS = 1_000;
    static final int COMPLETION_TOKENS = 500;
    /** A snapshot of a model that has a price. */
    static final String MODEL = "gpt-4.1-mini-2025-04-14";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();

    private record Reply(int status, String body) {}

    PlayedProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/models", visit -> send(visit, new Reply(200, """
                {"object":"list","data":[{"id":"%s","object":"model","created":1744316542,"owned_by":"system"}]}""".formatted(MODEL))));
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Answers in turn whoever's request holds the word; the last answer is given again and again. */
    void says(String word, String... contents) {
        replies.put(word, queue(Arrays.stream(contents).map(PlayedProvider::completion)));
    }

    /** Answers with an error as the API documents them. */
    void fails(String word, int status, String code) {
        var error = Json.object();
        error.putObject("error")
                .put("message", "Played: " + code)
                .put("type", code)
                .putNull("param")
                .put("code", code);
        replies.put(word, queue(Stream.of(new Reply(status, error.toString()))));
    }

    /** Requests that hold the word, in order. */
    List<JsonNode> asked(String word) {
        return asked.stream()
                .filter(request -> request.path("messages").toString().contains(word))
                .toList();
    }

    private static Queue<Reply> queue(Stream<Reply> replies) {
        return new ConcurrentLinkedQueue<>(replies.toList());
    }

    private static Reply completion(String content) {
        var body = Json.object();
        body.put("id", "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT")
                .put("object", "chat.completion")
                .put("created", 1741569952)
                .put("model", MODEL);
        var choice = body.putArray("choices").addObject().put("index", 0);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", content)
                .putNull("refusal")
                .putArray("annotations");
        choice.putNull("logprobs").put("finish_reason", "stop");
        body.putObject("usage")
                .put("prompt_tokens", PROMPT_TOKENS)
                .put("completion_tokens", COMPLETION_TOKENS)
                .put("total_tokens", PROMPT_TOKENS + COMPLETION_TOKENS);
        return new Reply(200, body.toString());
    }

    private void complete(HttpExchange visit) throws IOException {
        if (!("Bearer " + KEY).equals(visit.getRequestHeaders().getFirst("Authorization"))) {
            send(visit, new Reply(401, "{\"error\":{\"message\":\"No key\",\"type\":\"invalid_request_error\"}}"));
            return;
        }
        var request = Json.parse(new String(visit.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(request);
        var said = request.path("messages").toString();
        var reply = replies.entrySet().stream()
                .filter(known -> said.contains(known.getKey()))
                .map(known -> next(known.getValue()))
                .findFirst()
                .orElse(new Reply(400, "{\"error\":{\"message\":\"Nobody said what to answer\"}}"));
        send(visit, reply);
    }

    private static Reply next(Queue<Reply> replies) {
        return replies.size() > 1 ? replies.remove() : replies.element();
    }

    private static void send(HttpExchange visit, Reply reply) throws IOException {
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        visit.getResponseHeaders().set("Content-Type", "application/json");
        try (visit) {
            visit.sendResponseHeaders(reply.status(), body.length);
            visit.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}

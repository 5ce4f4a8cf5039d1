package io.storyportal.cli.door;

import io.storyportal.cli.terminal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Requests to L09. Error answers become {@link RefusedException}, silence {@link UnreachableException}. */
public final class Door {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    /** Uploads take as long as the file is big; the server's limits end what never ends. */
    private static final Duration UPLOAD = Duration.ofMinutes(30);

    /** The platform says something on every stream each ten seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int FIRST_ERROR = 400;

    private final URI address;
    private final String key;
    private final Duration silence;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    public Door(URI address, String key) {
        this(address, key, SILENCE);
    }

    /** @param silence after which an event stream counts as broken */
    Door(URI address, String key, Duration silence) {
        this.address = address;
        this.key = key;
        this.silence = silence;
    }

    public URI address() {
        return address;
    }

    public JsonNode get(String path) {
        return json(send(request(path).timeout(ANSWER).GET().build(), BodyHandlers.ofInputStream()));
    }

    public JsonNode post(String path, String contentType, BodyPublisher body, Map<String, String> headers) {
        var request = request(path)
                .timeout(UPLOAD)
                .header("Content-Type", contentType)
                .POST(body);
        headers.forEach(request::header);
        return json(send(request.build(), BodyHandlers.ofInputStream()));
    }

    /** Opens an event stream; the caller closes it. {@code lastEventId} continues an earlier one. */
    public EventStream events(String path, String lastEventId) {
        var request = request(path).header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new EventStream(
                send(request.timeout(ANSWER).GET().build(), BodyHandlers.ofInputStream())
                        .body(),
                silence);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("X-API-Key", key);
    }

    private HttpResponse<InputStream> send(HttpRequest request, HttpResponse.BodyHandler<InputStream> handler) {
        try {
            var response = http.send(request, handler);
            if (response.statusCode() >= FIRST_ERROR) {
                throw new RefusedException(RemoteProblem.of(response.statusCode(), text(response)));
            }
            return response;
        } catch (IOException e) {
            throw new UnreachableException(address + ": " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted", e);
        }
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null || message.isBlank() ? "no connection" : message;
    }

    private JsonNode json(HttpResponse<InputStream> response) {
        try {
            return Json.parse(text(response));
        } catch (IOException e) {
            throw new UnreachableException(address + ": the answer broke off", e);
        }
    }

    private static String text(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package io.storyportal.data.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Tokens;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The change is committed and the connection is cut before a byte of the answer reaches the client. */
class DroppedAnswerTest extends Scene {

    private static final UUID GOAL = Ids.uuid7();

    /** Passes requests on, and cuts the connection when the answer to one begins. */
    private static final class CuttingProxy implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final AtomicInteger answered = new AtomicInteger();
        private final int target;

        CuttingProxy(int target) throws IOException {
            this.target = target;
            Thread.ofVirtual().start(this::serve);
        }

        URI uri(String path) {
            return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
        }

        private void serve() {
            while (!server.isClosed()) {
                try (Socket client = server.accept();
                        Socket service = new Socket(InetAddress.getLoopbackAddress(), target)) {
                    client.setSoLinger(true, 0);
                    Thread.ofVirtual().start(() -> pass(client, service));
                    if (service.getInputStream().read() >= 0) {
                        answered.incrementAndGet();
                    }
                } catch (IOException closed) {
                    // The next one, if there is to be one.
                }
            }
        }

        private static void pass(Socket client, Socket service) {
            try {
                client.getInputStream().transferTo(service.getOutputStream());
            } catch (IOException cut) {
                // As it is meant to be.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    static Stream<Arguments> changes() {
        Map<String, Object> event =
                Map.of("event_type", "custom.noted", "aggregate_id", Ids.uuid7(), "payload", Map.of("a", 1));
        Map<String, Object> goal = Map.of("description", "x");
        return Stream.of(
                Arguments.of("/api/events", event, 1),
                Arguments.of("/api/events/batch", Map.of("events", List.of(event, event)), 2),
                Arguments.of("/api/goals", goal, 1),
                Arguments.of(
                        "/api/commands/batch",
                        Map.of(
                                "commands",
                                List.of(
                                        Map.of("resource", "goals", "op", "create", "id", GOAL, "body", goal),
                                        Map.of("resource", "goals", "op", "create", "body", goal),
                                        Map.of(
                                                "resource",
                                                "goals",
                                                "op",
                                                "patch",
                                                "id",
                                                GOAL,
                                                "body",
                                                Map.of("priority", 1)))),
                        3));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void givesTheRetryTheFirstAnswerAndDoublesNothing(String path, Map<String, Object> body, int events)
            throws IOException {
        Api api = newTenant();
        try (CuttingProxy proxy = new CuttingProxy(port());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(proxy.uri(path))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Authorization", "Bearer " + token(api))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "once")
                    .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                    .build();
            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThat(proxy.answered).hasValue(1);
        }
        JsonNode recorded = api.read("/api/events").path("items");
        assertThat(recorded).hasSize(events);
        JsonNode first = Api.json(api.post(path, body, "once").expectStatus().is2xxSuccessful());
        assertThat(ids(recorded))
                .containsAll(ids(
                        first.has("items")
                                ? first.path("items")
                                : JsonMapper.shared().createArrayNode().add(first)));
        assertThat(Api.json(api.post(path, body, "once"))).isEqualTo(first);
        assertThat(api.read("/api/events").path("items")).isEqualTo(recorded);
    }

    private static String token(Api api) {
        return Tokens.of("l05", "l01", new Caller(api.tenant(), "ann", Set.of(Role.ADMIN), null));
    }

    /** Of events, or of the aggregates that events are about. */
    private static Set<String> ids(JsonNode answer) {
        JsonNode items = answer.path("items");
        return (answer.isArray() ? answer.valueStream() : items.isArray() ? items.valueStream() : Stream.of(answer))
                .flatMap(item -> Stream.of("event_id", "aggregate_id", "id").map(item::path))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }
}

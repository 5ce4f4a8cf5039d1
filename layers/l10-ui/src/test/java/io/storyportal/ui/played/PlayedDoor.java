package io.storyportal.ui.played;

import io.netty.handler.codec.http.HttpHeaders;
import io.storyportal.client.l01.model.Agent;
import io.storyportal.client.l01.model.AgentStatus;
import io.storyportal.client.l01.model.EventEnvelope;
import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.GoalStatus;
import io.storyportal.client.l01.model.Task;
import io.storyportal.kit.web.caller.DevKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * The door as the browser meets it: sessions by cookie, the documented answers of the layers behind /api/v1, and the
 * running L10 behind /ui, /ws and /api/v1/dashboard. Its sockets can be cut, and refused.
 */
public final class PlayedDoor implements AutoCloseable {

    private static final String COOKIE = "portal_session=s3ssion";
    private static final Pattern PART = Pattern.compile(
            "name=\"(\\w+)\"(?:; filename=\"([^\"]+)\")?\\r\\n(?:[^\\r]+\\r\\n)*\\r\\n(.*?)\\r\\n--", Pattern.DOTALL);
    private static final List<String> PASSED =
            List.of("Content-Type", "Content-Security-Policy", "Cache-Control", "ETag");

    private final HttpClient l10;
    private final Supplier<String> token;
    private final Records records;
    private final DisposableServer server;
    private final List<WebsocketInbound> sockets = new CopyOnWriteArrayList<>();
    private final Map<String, List<Map<String, Object>>> documents = new ConcurrentHashMap<>();
    public final Map<String, String> submitted = new ConcurrentHashMap<>();
    private volatile boolean refusing;

    public PlayedDoor(int l10Port, Supplier<String> token, Records records) {
        this.l10 = HttpClient.create().baseUrl("http://127.0.0.1:" + l10Port);
        this.token = token;
        this.records = records;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.get("/ws/events", this::socket)
                        .get("/ui/**", this::pass)
                        .get(
                                "/api/v1/dashboard/**",
                                (request, response) -> signedIn(request, response, () -> pass(request, response)))
                        .post("/api/v1/session", this::signIn)
                        .get("/api/v1/session", (request, response) -> signedIn(request, response, () -> who(response)))
                        .delete("/api/v1/session", (request, response) -> response.status(204)
                                .header("Set-Cookie", "portal_session=; Max-Age=0; Path=/")
                                .send())
                        .get(
                                "/api/v1/events",
                                (request, response) -> signedIn(
                                        request,
                                        response,
                                        () -> PlayedL01.json(
                                                response,
                                                PlayedL01.page(PlayedL01.events(records, request), Map.of()))))
                        .get(
                                "/api/v1/goals",
                                (request, response) -> signedIn(
                                        request,
                                        response,
                                        () -> PlayedL01.json(response, Map.of("items", goals(request)))))
                        .post("/api/v1/goals", this::runGoal)
                        .get(
                                "/api/v1/goals/{id}/report",
                                (request, response) -> signedIn(request, response, () -> report(request, response)))
                        .post("/api/v1/agents", this::createAgent)
                        .post("/api/v1/agents/{move}", this::moveAgent))
                .bindNow();
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Cuts every open socket, as a network does. */
    public void cutSockets() {
        sockets.forEach(socket ->
                socket.withConnection(connection -> connection.channel().close()));
        sockets.clear();
    }

    public void refuseSockets(boolean refuse) {
        refusing = refuse;
        if (refuse) {
            cutSockets();
        }
    }

    /** What a goal ends in, for its report. */
    public void document(Goal goal, String title, String type, String content) {
        documents
                .computeIfAbsent(goal.getId().toString(), id -> new CopyOnWriteArrayList<>())
                .add(Map.of("id", goal.getId() + title, "title", title, "content_type", type, "content", content));
    }

    @Override
    public void close() {
        cutSockets();
        server.disposeNow(Duration.ofSeconds(1));
    }

    private Mono<Void> socket(HttpServerRequest request, HttpServerResponse response) {
        if (refusing) {
            return response.status(503).send();
        }
        return signedIn(request, response, () -> response.sendWebsocket(this::bridge));
    }

    private Mono<Void> bridge(WebsocketInbound in, WebsocketOutbound out) {
        sockets.add(in);
        return l10.headers(this::authorized)
                .websocket()
                .uri("/ws/events")
                .handle((inside, toInside) -> Mono.firstWithSignal(
                        toInside.sendString(in.receive().asString()).then(),
                        out.sendString(inside.receive().asString()).then()))
                .then();
    }

    private Mono<Void> pass(HttpServerRequest request, HttpServerResponse response) {
        String path = request.uri().replace("/api/v1/dashboard", "/dashboard");
        return l10.headers(this::authorized)
                .get()
                .uri(path)
                .responseSingle((answer, body) -> {
                    response.status(answer.status());
                    PASSED.forEach(name -> {
                        String value = answer.responseHeaders().get(name);
                        if (value != null) {
                            response.header(name, value);
                        }
                    });
                    return body.asByteArray().defaultIfEmpty(new byte[0]);
                })
                .flatMap(body -> response.sendByteArray(Mono.just(body)).then());
    }

    private void authorized(HttpHeaders headers) {
        headers.set("Authorization", "Bearer " + token.get());
    }

    private static Mono<Void> signedIn(
            HttpServerRequest request, HttpServerResponse response, Supplier<Mono<Void>> then) {
        String cookies = request.requestHeaders().get("Cookie", "");
        return cookies.contains(COOKIE) ? then.get() : problem(response, 401, "E9011", "Not authenticated");
    }

    private Mono<Void> signIn(HttpServerRequest request, HttpServerResponse response) {
        return body(request)
                .flatMap(key -> key.contains(DevKey.VALUE)
                        ? who(response.status(201).header("Set-Cookie", COOKIE + "; HttpOnly; SameSite=Strict; Path=/"))
                        : problem(response, 401, "E9011", "Not authenticated"));
    }

    private static Mono<Void> who(HttpServerResponse response) {
        return PlayedL01.json(
                response,
                Map.of(
                        "tenant_id",
                        "01900000-0000-7000-8000-000000000001",
                        "principal",
                        "ada",
                        "roles",
                        List.of("ADMIN")));
    }

    private List<Goal> goals(HttpServerRequest request) {
        String status = PlayedL01.query(request).get("status");
        return records.goals.stream()
                .filter(goal -> status == null || goal.getStatus().getValue().equals(status))
                .toList();
    }

    private Mono<Void> runGoal(HttpServerRequest request, HttpServerResponse response) {
        return body(request).flatMap(body -> {
            submitted.clear();
            Matcher parts = PART.matcher(body);
            while (parts.find()) {
                submitted.put(parts.group(2) == null ? parts.group(1) : parts.group(2), parts.group(3));
            }
            String description = PlayedL01.text(submitted.getOrDefault("goal", body), "description");
            if (description.contains("poem")) {
                return problem(response, 503, "E5104", "No template fits this goal and no model is configured");
            }
            Goal goal = records.goal(description, GoalStatus.RUNNING, Duration.ZERO);
            return PlayedL01.json(response.status(202), Map.of("goal_id", goal.getId(), "status", "running"));
        });
    }

    private Mono<Void> report(HttpServerRequest request, HttpServerResponse response) {
        String id = request.param("id");
        return records.goals.stream()
                .filter(goal -> goal.getId().toString().equals(id))
                .findFirst()
                .map(goal -> PlayedL01.json(
                        response,
                        Map.of(
                                "goal_id",
                                id,
                                "description",
                                goal.getDescription(),
                                "status",
                                goal.getStatus().getValue(),
                                "duration_ms",
                                1840,
                                "cost",
                                "0.000000",
                                "tasks",
                                records.tasks.stream().map(PlayedDoor::reported).toList(),
                                "documents",
                                documents.getOrDefault(id, List.of()))))
                .orElseGet(() -> problem(response, 404, "E5003", "Not found"));
    }

    private static Map<String, Object> reported(Task task) {
        return Map.of(
                "id",
                task.getId(),
                "name",
                task.getName(),
                "tool",
                "dataset." + task.getName(),
                "status",
                task.getStatus().getValue(),
                "attempts",
                1);
    }

    private Mono<Void> createAgent(HttpServerRequest request, HttpServerResponse response) {
        return body(request).flatMap(body -> {
            submitted.put("agent", body);
            Agent agent = records.agent("nightly-profiler", AgentStatus.READY);
            return PlayedL01.json(response.status(201), Map.of("agent_id", agent.getId(), "status", "ready"));
        });
    }

    private Mono<Void> moveAgent(HttpServerRequest request, HttpServerResponse response) {
        AgentStatus to =
                switch (String.valueOf(request.param("move"))) {
                    case "suspend" -> AgentStatus.SUSPENDED;
                    case "resume" -> AgentStatus.READY;
                    default -> AgentStatus.TERMINATED;
                };
        return body(request).flatMap(body -> {
            Agent agent = records.agents.stream()
                    .filter(each -> body.contains(each.getId().toString()))
                    .findFirst()
                    .orElseThrow();
            agent.status(to);
            EventEnvelope event =
                    records.append("agent." + to.getValue(), agent.getId(), Map.of("status", to.getValue()));
            return PlayedL01.json(response, Map.of("agent_id", event.getAggregateId(), "status", to.getValue()));
        });
    }

    private static Mono<Void> problem(HttpServerResponse response, int status, String code, String title) {
        return PlayedL01.json(
                response.status(status),
                Map.of(
                        "code",
                        code,
                        "title",
                        title,
                        "status",
                        status,
                        "detail",
                        title + ".",
                        "remedy",
                        "Do what the documentation says.",
                        "trace_id",
                        "4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    private static Mono<String> body(HttpServerRequest request) {
        return request.receive().aggregate().asString(StandardCharsets.UTF_8).defaultIfEmpty("");
    }
}

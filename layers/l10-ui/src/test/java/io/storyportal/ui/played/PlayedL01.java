package io.storyportal.ui.played;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.storyportal.client.l01.model.Agent;
import io.storyportal.client.l01.model.EventEnvelope;
import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.Task;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * L01 as far as L10 reads it, over real HTTP with L01's own wire types. A tenant is known by the token's {@code tid}
 * claim, as in L01; it can be stopped and started again.
 */
public final class PlayedL01 {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final Map<String, Object> USAGE = Map.of(
            "groups", List.of(),
            "total", Map.of("calls", 3, "input_tokens", 1200, "output_tokens", 300, "cost_estimate", "0.012300"));

    private final Map<String, Records> tenants = new ConcurrentHashMap<>();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile boolean down;
    private final DisposableServer server = serve();

    public Records of(String tenant) {
        return tenants.computeIfAbsent(tenant, id -> new Records());
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Drops every connection, and each new one at once. */
    public void stop() {
        down = true;
        connections.close();
    }

    public void start() {
        down = false;
    }

    private DisposableServer serve() {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnConnection(connection -> {
                    connections.add(connection.channel());
                    if (down) {
                        connection.channel().close();
                    }
                })
                .route(this::routes)
                .bindNow();
    }

    private void routes(HttpServerRoutes routes) {
        routes.get("/health/ready", (request, response) -> json(response, Map.of("status", "UP")))
                .get("/api/events/stream", this::stream)
                .get("/api/model-usage/stats", (request, response) -> json(response, USAGE))
                .get(
                        "/api/agents/{id}",
                        (request, response) -> one(response, records(request).agents, Agent::getId, request))
                .get(
                        "/api/goals/{id}",
                        (request, response) -> one(response, records(request).goals, Goal::getId, request));
        list(routes, "/api/events", request -> events(records(request), request));
        list(routes, "/api/agents", this::agents);
        list(routes, "/api/goals", request -> records(request).goals);
        list(routes, "/api/plans", this::plans);
        list(routes, "/api/tasks", this::tasks);
        list(routes, "/api/tool-executions", request -> List.of());
    }

    private static void list(HttpServerRoutes routes, String path, Function<HttpServerRequest, List<?>> found) {
        routes.get(path, (request, response) -> json(response, page(found.apply(request), query(request))));
    }

    private Records records(HttpServerRequest request) {
        return of(Tokens.tenantOf(request.requestHeaders().get("Authorization")));
    }

    static List<EventEnvelope> events(Records records, HttpServerRequest request) {
        Map<String, String> query = query(request);
        Predicate<EventEnvelope> wanted = event -> event.getPosition()
                        > Long.parseLong(query.getOrDefault("after", "0"))
                && event.getPosition() < Long.parseLong(query.getOrDefault("before", "999999999"))
                && matches(event, query.get("event_type"))
                && (!query.containsKey("aggregate_id")
                        || event.getAggregateId().toString().equals(query.get("aggregate_id")))
                && (!query.containsKey("from") || !event.getCreatedAt().isBefore(Instant.parse(query.get("from"))));
        Comparator<EventEnvelope> order = Comparator.comparing(EventEnvelope::getPosition);
        return records.events.stream()
                .filter(wanted)
                .sorted("desc".equals(query.get("order")) ? order.reversed() : order)
                .limit(Long.parseLong(query.getOrDefault("limit", "100")))
                .toList();
    }

    private static boolean matches(EventEnvelope event, @Nullable String types) {
        return types == null
                || Arrays.stream(types.split(",")).anyMatch(type -> event.getEventType()
                        .matches(type.replace(".", "\\.").replace("*", ".*")));
    }

    private List<Agent> agents(HttpServerRequest request) {
        String status = query(request).get("status");
        return records(request).agents.stream()
                .filter(agent -> status == null || agent.getStatus().getValue().equals(status))
                .toList();
    }

    private List<?> plans(HttpServerRequest request) {
        String goal = query(request).getOrDefault("goal_id", "");
        return records(request).plans.stream()
                .filter(plan -> plan.getGoalId().toString().equals(goal))
                .toList();
    }

    private List<Task> tasks(HttpServerRequest request) {
        String plan = query(request).getOrDefault("plan_id", "");
        return records(request).tasks.stream()
                .filter(task -> task.getPlanId().toString().equals(plan))
                .toList();
    }

    private Mono<Void> stream(HttpServerRequest request, HttpServerResponse response) {
        Map<String, String> query = query(request);
        Records records = records(request);
        Flux<String> frames = Flux.create(sink -> {
            Runnable leave = records.follow(Long.parseLong(query.getOrDefault("after", "0")), event -> {
                if (matches(event, query.get("event_type"))) {
                    sink.next("id:" + event.getPosition() + "\ndata:" + JSON.writeValueAsString(event) + "\n\n");
                }
            });
            sink.onDispose(leave::run);
        });
        return response.sse().sendString(frames.startWith(":following\n\n")).then();
    }

    static Map<String, Object> page(List<?> found, Map<String, String> query) {
        int limit = Integer.parseInt(query.getOrDefault("limit", "100"));
        return found.size() > limit
                ? Map.of("items", found.subList(0, limit), "next_cursor", "more")
                : Map.of("items", found);
    }

    private static <T> Mono<Void> one(
            HttpServerResponse response, List<T> all, Function<T, ?> id, HttpServerRequest request) {
        Stream<T> found = all.stream().filter(each -> id.apply(each).toString().equals(request.param("id")));
        return found.findFirst().map(each -> json(response, each)).orElseGet(() -> response.status(404)
                .header("Content-Type", "application/problem+json")
                .sendString(Mono.just("{\"code\":\"E1003\",\"title\":\"Not found\",\"status\":404}"))
                .then());
    }

    static String text(String json, String field) {
        return JSON.readTree(json).path(field).asString("");
    }

    static Mono<Void> json(HttpServerResponse response, Object body) {
        return response.header("Content-Type", "application/json")
                .sendString(Mono.fromCallable(() -> JSON.writeValueAsString(body)))
                .then();
    }

    static Map<String, String> query(HttpServerRequest request) {
        Map<String, String> values = new HashMap<>();
        new QueryStringDecoder(request.uri()).parameters().forEach((name, all) -> values.put(name, all.getFirst()));
        return values;
    }
}

package io.storyportal.kit.events;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** L01's feed as its contract describes it: pages of 200 after a cursor, which here is the position. */
final class PlayedFeed {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final DisposableServer server;
    private volatile boolean failing;

    PlayedFeed() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.get("/api/events/feed", (request, response) -> {
                    looks.incrementAndGet();
                    if (failing) {
                        refused.incrementAndGet();
                        return response.status(503).send();
                    }
                    List<String> after =
                            new QueryStringDecoder(request.uri()).parameters().getOrDefault("after", List.of("0"));
                    return response.header("Content-Type", "application/json")
                            .sendString(Mono.just(page(Integer.parseInt(after.getFirst()))));
                }))
                .bindNow();
    }

    private String page(int after) {
        List<String> all = List.copyOf(events);
        int to = Math.min(all.size(), after + EventFeed.PAGE);
        String items = all.subList(Math.min(after, to), to).stream().collect(Collectors.joining(","));
        return "{\"items\":[" + items + "],\"next_cursor\":\"" + to + "\"}";
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    void clear() {
        events.clear();
        failing = false;
        looks.set(0);
        refused.set(0);
    }

    void append(int count) {
        for (int i = 0; i < count; i++) {
            int position = events.size() + 1;
            events.add("""
                    {"event_id":"%s","event_type":"plan.created","aggregate_type":"plan","aggregate_id":"%s",
                     "version":1,"position":%d,"payload":{"goal_id":"x"},"created_at":"2026-01-01T00:00:00Z",
                     "metadata":{"tenant_id":"%s","actor":"test","schema_version":1}}
                    """.formatted(Ids.uuid7(), Ids.uuid7(), position, TenantId.DEFAULT));
        }
    }

    void fail(boolean fail) {
        failing = fail;
    }

    int looks() {
        return looks.get();
    }

    int refused() {
        return refused.get();
    }
}

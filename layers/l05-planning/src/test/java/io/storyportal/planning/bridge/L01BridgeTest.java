package io.storyportal.planning.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.planning.ledger.TaskRecord;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What L01's answers mean to a plan; the layers together are tested by the stories. */
@Tag("l05")
@LayerTest
class L01BridgeTest {

    private static final UUID PLAN = Ids.uuid7();

    /** Ends each page after one task, as L01 does when they are heavy. */
    private static final DisposableServer L01 = HttpServer.create()
            .host("127.0.0.1")
            .route(routes -> routes.get("/api/tasks", (request, response) -> {
                List<String> cursor =
                        new QueryStringDecoder(request.uri()).parameters().getOrDefault("cursor", List.of("1"));
                return response.header("Content-Type", "application/json")
                        .sendString(Mono.just(page(Integer.parseInt(cursor.getFirst()))));
            }))
            .bindNow();

    @Autowired
    L01Bridge bridge;

    @DynamicPropertySource
    static void l01(DynamicPropertyRegistry registry) {
        registry.add("portal.urls.l01", () -> "http://127.0.0.1:" + L01.port());
    }

    @AfterAll
    static void stop() {
        L01.disposeNow();
    }

    private static String page(int task) {
        String next = task < 3 ? ",\"next_cursor\":\"" + (task + 1) + "\"" : "";
        return """
                {"items":[{"id":"%s","version":1,"plan_id":"%s","name":"step-%d","depends_on":[],"status":"pending",
                  "attempt":0,"sequence_order":%d,"metadata":{}}]%s}
                """.formatted(Ids.uuid7(), PLAN, task, 3 - task, next);
    }

    @Test
    void readsEveryTaskOfAPlanHoweverShortThePages() {
        List<TaskRecord> tasks = bridge.tasks(PLAN)
                .contextWrite(SystemCaller.of(TenantId.DEFAULT, "l05")::write)
                .block(Duration.ofSeconds(20));
        assertThat(tasks).extracting(TaskRecord::name).containsExactly("step-3", "step-2", "step-1");
    }
}

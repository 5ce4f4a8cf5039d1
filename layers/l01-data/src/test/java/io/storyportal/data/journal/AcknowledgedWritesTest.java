package io.storyportal.data.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.web.ids.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The ledger of what was acknowledged, while the database's connections are cut under the writers. */
class AcknowledgedWritesTest extends Scene {

    private static final int WRITERS = 8;
    private static final int WRITES = 25;
    private static final int CUTS = 5;

    @Test
    void storesEveryAcknowledgedWriteExactlyOnce() throws Exception {
        Api api = newTenant();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger finished = new AtomicInteger();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = "w" + writer;
                running.add(writers.submit(() -> {
                    IntStream.range(0, WRITES)
                            .forEach(i -> acknowledged.add(writeUntilAcknowledged(api, name + "-" + i)));
                    finished.incrementAndGet();
                }));
            }
            int cuts = 0;
            while (finished.get() < WRITERS && cuts < CUTS) {
                int before = acknowledged.size();
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(10))
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> acknowledged.size() >= before + WRITERS || finished.get() == WRITERS);
                cutConnections();
                cuts++;
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        List<JsonNode> events = allEvents(api);
        Set<String> stored = new TreeSet<>();
        events.forEach(event -> stored.add(event.path("payload").path("title").asString()));
        assertThat(stored).isEqualTo(new TreeSet<>(acknowledged)).hasSize(WRITERS * WRITES);
        assertThat(events).as("nothing twice").hasSize(WRITERS * WRITES);
        assertThat(events.stream().map(event -> event.path("position").asLong()))
                .isEqualTo(IntStream.rangeClosed(1, WRITERS * WRITES)
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    /** As any careful client would: the same key until the answer is known. */
    private static String writeUntilAcknowledged(Api api, String title) {
        Map<String, Object> event =
                Map.of("event_type", "custom.noted", "aggregate_id", Ids.uuid7(), "payload", Map.of("title", title));
        while (true) {
            int status = api.post("/api/events", event, title)
                    .expectBody()
                    .returnResult()
                    .getStatus()
                    .value();
            if (status == 201) {
                return title;
            }
            assertThat(status).as("anything but 'try again'").isEqualTo(503);
        }
    }

    private void cutConnections() throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and application_name = 'portal-l01'");
        }
    }

    private static List<JsonNode> allEvents(Api api) {
        List<JsonNode> events = new ArrayList<>();
        JsonNode page = api.read("/api/events?limit=500");
        page.path("items").forEach(events::add);
        return events;
    }
}

package io.storyportal.data.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.data.Scrape;
import io.storyportal.data.database.Database;
import io.storyportal.kit.testing.Tokens;
import io.storyportal.kit.web.ids.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What operators watch, read where they read it. */
class OperatorMetricsTest extends Scene {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Database database;

    @Autowired
    @Qualifier("publishBehind")
    private WatchedNumber publishBehind;

    @Autowired
    @Qualifier("exportsUnfinished")
    private WatchedNumber exportsUnfinished;

    @BeforeEach
    void awaitTheSchema() {
        database.migrated().block();
    }

    private double value(String sample) {
        return Scrape.of(port()).value(sample);
    }

    private static Map<String, Object> events(int count) {
        return Map.of(
                "events",
                IntStream.range(0, count)
                        .mapToObj(i -> Map.of(
                                "event_type", "custom.noted", "aggregate_id", Ids.uuid7(), "payload", Map.of("i", i)))
                        .toList());
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void countsEventsOnceTheyAreRecordedAndNoneThatIsRefusedOrAnsweredAgain() {
        Api api = newTenant();
        double before = value("l01_append_events_total");
        Map<String, Object> batch = events(3);
        api.post("/api/events/batch", batch, "once").expectStatus().isCreated();
        assertThat(value("l01_append_events_total")).isEqualTo(before + 3);

        api.post("/api/events/batch", batch, "once").expectStatus().isCreated();
        api.patch("/api/goals/" + Ids.uuid7(), Map.of("status", "running"))
                .expectStatus()
                .isNotFound();
        assertThat(value("l01_append_events_total")).isEqualTo(before + 3);
    }

    @Test
    void tellsHowManyEventsWaitToBePublished() throws SQLException {
        Api api = newTenant();
        asOwner("update publish_partitions set holder = 'another', held_until = now() + interval '50 seconds'"
                + " where name = 'events'");
        try {
            api.post("/api/events/batch", events(500)).expectStatus().isCreated();
            api.post("/api/events/batch", events(1)).expectStatus().isCreated();
            api.post("/api/events/batch", events(499)).expectStatus().isCreated();
            assertThat(publishBehind.ask().block()).isGreaterThanOrEqualTo(1000);
            assertThat(value("l01_publish_behind")).isGreaterThanOrEqualTo(1000);
        } finally {
            asOwner("update publish_partitions set held_until = now() where name = 'events'");
        }
        await().atMost(PATIENCE).until(() -> publishBehind.ask().block(), behind -> behind == 0);
        assertThat(value("l01_publish_behind")).isZero();
    }

    @Test
    void countsThoseWhoFollowTheStreamWhileTheyDo() {
        Api api = newTenant();
        double before = value("l01_stream_readers");
        List<Disposable> readers = IntStream.range(0, 3)
                .mapToObj(i -> streamOf(api).subscribe(event -> {}, failure -> {}))
                .toList();
        await().atMost(PATIENCE).until(() -> value("l01_stream_readers") == before + 3);
        readers.forEach(Disposable::dispose);
        await().atMost(PATIENCE).until(() -> value("l01_stream_readers") == before);
    }

    private Flux<String> streamOf(Api api) {
        return WebClient.create("http://127.0.0.1:" + port())
                .get()
                .uri("/api/events/stream")
                .headers(headers -> headers.setBearerAuth(Tokens.of("l05", "l01", api.tenant())))
                .accept(MediaType.TEXT_EVENT_STREAM)
                .retrieve()
                .bodyToFlux(String.class);
    }

    @Test
    void countsExportsThatHaveNotEnded() throws SQLException {
        Api api = newTenant();
        long before = exportsUnfinished.ask().block();
        asOwner("set role portal_l01_app; select set_config('app.tenant', '" + api.tenant() + "', false);"
                + " insert into exports (tenant_id, id, created_at, requested_by, resource, format, filters, status,"
                + " row_count, artifact_id, attempts, holder, held_until) values ('" + api.tenant() + "', '"
                + Ids.uuid7() + "', now(), 'ann', 'goals', 'csv', '{}', 'running', 0, '" + Ids.uuid7()
                + "', 1, 'another', now() + interval '50 seconds')");
        assertThat(exportsUnfinished.ask().block()).isEqualTo(before + 1);
        assertThat(value("l01_exports_unfinished")).isEqualTo(before + 1);
        asOwner("set role portal_l01_app; select set_config('app.tenant', '" + api.tenant() + "', false);"
                + " update exports set status = 'completed' where tenant_id = '" + api.tenant() + "'");
        assertThat(exportsUnfinished.ask().block()).isEqualTo(before);
    }

    @Test
    void showsBothPoolsAndTheConnectionsTheyHold() {
        Sinks.One<Boolean> enough = Sinks.one();
        Disposable holders = Flux.range(0, 3)
                .flatMap(i -> database.acrossTenants(connection -> enough.asMono()))
                .subscribe();
        await().atMost(PATIENCE).until(() -> value("r2dbc_pool_acquired{name=\"reader\"}") >= 3);
        enough.tryEmitValue(true);
        await().atMost(PATIENCE).until(holders::isDisposed);
        await().atMost(PATIENCE).until(() -> value("r2dbc_pool_acquired{name=\"reader\"}") < 3);
        Scrape scrape = Scrape.of(port());
        assertThat(scrape.value("r2dbc_pool_max_allocated{name=\"reader\"}")).isEqualTo(6);
        assertThat(scrape.value("r2dbc_pool_max_allocated{name=\"app\"}")).isEqualTo(12);
        assertThat(scrape.value("r2dbc_pool_pending{name=\"app\"}")).isZero();
    }

    @Test
    void forgetsANumberThatCannotBeAskedForAnyMore() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        long[] answers = {7};
        WatchedNumber watched = new WatchedNumber(
                "some.number",
                "Some number",
                database,
                Mono.fromSupplier(() -> {
                    if (answers[0] == 0) {
                        throw new IllegalStateException("The database is away");
                    }
                    return answers[0];
                }),
                metrics);
        assertThat(metrics.get("some.number").gauge().value()).isNaN();
        watched.ask().block();
        assertThat(metrics.get("some.number").gauge().value()).isEqualTo(7);
        answers[0] = 0;
        watched.ask().block();
        assertThat(metrics.get("some.number").gauge().value()).isNaN();
    }
}

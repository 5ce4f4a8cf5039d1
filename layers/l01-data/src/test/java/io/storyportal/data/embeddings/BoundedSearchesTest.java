package io.storyportal.data.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storyportal.data.Api;
import io.storyportal.data.DataProperties.Meaning;
import io.storyportal.data.Scene;
import io.storyportal.data.Scrape;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** That few searches by meaning are done at a time, whoever asks, and what the others are told. */
class BoundedSearchesTest extends Scene {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static ResponseSpec recall(Api api) {
        return api.post("/api/memories/recall", Map.of("query", "tea"));
    }

    private void awaitRunning(int searches) {
        await().atMost(PATIENCE).until(() -> Scrape.of(port()).value("l01_searches_running") == searches);
    }

    private static List<CompletableFuture<ResponseSpec>> twice(Api api, ExecutorService threads) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(() -> recall(api), threads))
                .limit(2)
                .toList();
    }

    /** PostgreSQL is slow: somebody has locked the vectors. */
    @Test
    void refusesWhatIsTooMuchForATenantAndThenForTheInstance() throws SQLException {
        Api first = newTenant();
        Api second = newTenant();
        Api third = newTenant();
        recall(third).expectStatus().isOk();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection locking = owner()) {
            locking.setAutoCommit(false);
            locking.createStatement().execute("lock table embeddings in access exclusive mode");
            List<CompletableFuture<ResponseSpec>> slow = twice(first, threads);
            awaitRunning(2);
            ResponseSpec refused = recall(first);
            refused.expectHeader().valueEquals("Retry-After", "1");
            Problems.expect(refused, 429, "E1080");

            List<CompletableFuture<ResponseSpec>> slowToo = twice(second, threads);
            awaitRunning(4);
            Problems.expect(third.get("/api/documents?q=tea&mode=hybrid"), 503, "E1081");
            third.get("/api/documents?q=tea").expectStatus().isOk();

            locking.rollback();
            Stream.of(slow, slowToo)
                    .flatMap(List::stream)
                    .forEach(answer -> answer.join().expectStatus().isOk());
        }
        awaitRunning(0);
        recall(first).expectStatus().isOk();
    }

    @Test
    void givesTheSlotOfWhoHasGoneToWhoWaits() {
        SearchSlots slots = new SearchSlots(new Meaning(1, 1, 1, PATIENCE), new SimpleMeterRegistry());
        TenantId tenant = new TenantId(Ids.uuid7());
        Disposable gone = slots.within(tenant, Mono.never()).subscribe();
        CompletableFuture<String> waiting =
                slots.within(tenant, Mono.just("found")).toFuture();
        assertThat(waiting).isNotDone();
        gone.dispose();
        assertThat(waiting).succeedsWithin(PATIENCE).isEqualTo("found");
        assertThatThrownBy(() -> slots.within(tenant, Mono.error(new IllegalStateException("broken")))
                        .block())
                .hasMessage("broken");
        assertThat(slots.within(tenant, Mono.just("again")).block()).isEqualTo("again");
    }

    @Test
    void refusesAtOnceWhenTooManyWait() {
        SearchSlots slots = new SearchSlots(new Meaning(1, 1, 1, Duration.ofHours(1)), new SimpleMeterRegistry());
        TenantId tenant = new TenantId(Ids.uuid7());
        List<Disposable> asking = Stream.generate(
                        () -> slots.within(tenant, Mono.never()).subscribe(found -> {}, refused -> {}))
                .limit(17)
                .toList();
        assertThatThrownBy(() -> slots.within(tenant, Mono.just("found")).block(PATIENCE))
                .hasMessageContaining("of this tenant");
        asking.forEach(Disposable::dispose);
        assertThat(slots.within(tenant, Mono.just("found")).block(PATIENCE)).isEqualTo("found");
    }
}

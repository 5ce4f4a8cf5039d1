package io.storyportal.planning.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@Tag("l05")
@Tag("integration")
class PostgresRunStoreTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration OVER = Duration.ofMillis(-1);

    static Database database;
    static RunStore store;

    private final RunKey run = new RunKey(TenantId.DEFAULT, Ids.uuid7());
    private final UUID goal = Ids.uuid7();

    @BeforeAll
    static void open() {
        database = new Database("runs");
        store = new PostgresRunStore(database.transactions);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void nothingIsDue() {
        store.claim("cleaner", 1000, LONG).flatMap(store::finish).blockLast();
    }

    private List<Lease> claim(String owner, Duration hold) {
        return store.claim(owner, 10, hold).collectList().block();
    }

    @Test
    void givesARunToOneOwnerOnly() {
        store.offer(run, goal).block();
        assertThat(claim("a", LONG)).singleElement().satisfies(lease -> {
            assertThat(lease.run()).isEqualTo(run);
            assertThat(lease.goal()).isEqualTo(goal);
        });
        assertThat(claim("b", LONG)).isEmpty();
    }

    @Test
    void givesAnExpiredRunToTheNextAndKnowsTheFirstNoMore() {
        store.offer(run, goal).block();
        Lease first = claim("a", OVER).getFirst();
        Lease second = claim("b", LONG).getFirst();
        assertThat(second.generation()).isGreaterThan(first.generation());
        assertThat(store.renew("a", List.of(run), LONG).block()).isEmpty();
        assertThat(store.finish(first).block()).isFalse();
        assertThat(store.renew("b", List.of(run), LONG).block()).containsKey(run);
        assertThat(store.finish(second).block()).isTrue();
    }

    @Test
    void beginsARunHeldFromTheStartButNeverTwice() {
        assertThat(store.begin(run, goal, "a", LONG).block()).isNotNull();
        assertThat(store.begin(run, goal, "b", LONG).block()).isNull();
        assertThat(claim("b", LONG)).isEmpty();
    }

    @Test
    void offersAFinishedRunNoMore() {
        store.offer(run, goal).block();
        store.finish(claim("a", LONG).getFirst()).block();
        store.offer(run, goal).block();
        assertThat(claim("a", LONG)).isEmpty();
    }

    @Test
    void opensAFinishedRunWhenNudged() {
        store.offer(run, goal).block();
        store.finish(claim("a", LONG).getFirst()).block();
        store.nudge(run, goal).block();
        assertThat(claim("a", LONG)).hasSize(1);
    }

    @Test
    void doesNotFinishARunThatWasNudgedMeanwhile() {
        store.offer(run, goal).block();
        Lease lease = claim("a", LONG).getFirst();
        store.nudge(run, goal).block();
        assertThat(store.finish(lease).block()).isFalse();
        Lease again = claim("a", LONG).getFirst();
        assertThat(again.attention()).isEqualTo(lease.attention() + 1);
        assertThat(store.finish(again).block()).isTrue();
    }

    @Test
    void tellsTheHolderOfANudge() {
        store.offer(run, goal).block();
        Lease lease = claim("a", LONG).getFirst();
        store.nudge(run, goal).block();
        assertThat(store.renew("a", List.of(run), LONG).block().get(run).attention())
                .isEqualTo(lease.attention() + 1);
    }

    @Test
    void keepsAReleasedRunBackForAWhile() {
        store.offer(run, goal).block();
        Lease lease = claim("a", LONG).getFirst();
        store.release(lease, LONG).block();
        assertThat(claim("b", LONG)).isEmpty();
        store.nudge(run, goal).block();
        assertThat(claim("b", LONG)).hasSize(1);
    }

    @Test
    void sharesRunsOutWithoutGivingAnyTwice() {
        Flux.range(0, 60)
                .flatMap(i -> store.offer(new RunKey(TenantId.DEFAULT, Ids.uuid7()), goal))
                .blockLast();
        List<Lease> claimed = Flux.range(0, 12)
                .flatMap(i -> store.claim("replica-" + i % 4, 5, LONG), 8)
                .collectList()
                .block();
        Set<RunKey> different = new HashSet<>(claimed.stream().map(Lease::run).toList());
        assertThat(different).hasSameSizeAs(claimed);
    }

    @Test
    void forgetsWhatWasFinishedLongAgo() {
        store.offer(run, goal).block();
        store.finish(claim("a", LONG).getFirst()).block();
        assertThat(store.purge(LONG).block()).isZero();
        assertThat(store.purge(OVER).block()).isPositive();
        store.offer(run, goal).block();
        assertThat(claim("a", LONG)).hasSize(1);
    }

    @Test
    void servesAllTenantsAndShowsEachItsOwn() {
        TenantId other = new TenantId(Ids.uuid7());
        RunKey theirs = new RunKey(other, Ids.uuid7());
        store.offer(run, goal).block();
        store.offer(theirs, goal).block();
        assertThat(claim("a", LONG)).extracting(Lease::run).containsExactlyInAnyOrder(run, theirs);
        Long seen = database.transactions
                .inTenant(other, db -> db.sql("select count(*) from runs")
                        .map(row -> row.get(0, Long.class))
                        .one())
                .block();
        assertThat(seen).isEqualTo(1);
    }
}

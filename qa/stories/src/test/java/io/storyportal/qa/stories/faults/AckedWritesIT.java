package io.storyportal.qa.stories.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.cli.terminal.Json;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.qa.stories.faults.WriteLedger.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The ledger of acknowledged writes: clients write down each answer while L01, PostgreSQL's processes and Redis are
 * killed with -9 at random, and PostgreSQL is restarted in order too. Afterwards the log holds what was acknowledged, once, and every follower has seen all of it in
 * order.
 */
@Tag("stories")
class AckedWritesIT {

    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final int TENANTS = 2;
    private static final int WRITERS_OF_EACH = 3;
    /** Writes that have to be acknowledged before the next kill. */
    private static final int MORE = 100;
    /** Of one page of the feed: what a follower that was ended may see again. */
    private static final int PAGE = 200;

    @TempDir
    Path folder;

    private final WriteLedger ledger = new WriteLedger();
    private final CountDownLatch enough = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<Victim, Integer> faults = new EnumMap<>(Victim.class);

    @Test
    void holdsAllThatWasAcknowledgedAfterHalfAMinuteOfKilling() throws Exception {
        survive(Duration.ofSeconds(30));
    }

    @Test
    @Tag("slow")
    void holdsAllThatWasAcknowledgedAfterTenMinutesOfKilling() throws Exception {
        survive(Duration.ofMinutes(10));
    }

    private void survive(Duration time) throws Exception {
        var seed = Long.getLong("faults.seed", System.nanoTime());
        System.out.printf("Acked writes: seed %d (again with -Dfaults.seed=%d)%n", seed, seed);
        var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
        try (var servers = DataServers.started(folder);
                var follower = new FeedReader(servers)) {
            var tenants = Stream.generate(
                            () -> new DataClient(servers.url(), servers.keys(), new TenantId(Ids.uuid7())))
                    .limit(TENANTS)
                    .toList();
            var streams = tenants.stream()
                    .map(tenant -> new StreamReader(tenant, ended))
                    .toList();
            streams.forEach(threads::submit);
            var writers = startWriters(tenants, seed, threads);
            killAtRandom(servers, follower, new Random(seed), Instant.now().plus(time));
            enough.countDown();
            for (var writer : writers) {
                writer.get();
            }
            servers.requireL01Alive();
            assertLedger(tenants);
            for (var i = 0; i < TENANTS; i++) {
                check(tenants.get(i), streams.get(i), follower);
            }
        } finally {
            enough.countDown();
            ended.countDown();
            threads.shutdownNow();
        }
    }

    private void assertLedger(List<DataClient> tenants) {
        var log = new ArrayList<Seen>();
        tenants.forEach(tenant -> log.addAll(logOf(tenant)));
        System.out.printf("Acked writes: faults %s, %s%n", faults, ledger.counts(log));
        assertThat(ledger.differences(log)).isEmpty();
        assertThat(ledger.surprises()).as("answers that no fault excuses").isEmpty();
        assertThat(ledger.acked()).isPositive();
    }

    private List<Future<?>> startWriters(List<DataClient> tenants, long seed, ExecutorService threads) {
        var writers = new ArrayList<Future<?>>();
        for (var tenant : tenants) {
            var shared = Stream.generate(Ids::uuid7).limit(5).toList();
            for (var i = 0; i < WRITERS_OF_EACH; i++) {
                var name = "t" + tenants.indexOf(tenant) + "w" + i;
                writers.add(threads.submit(new Writer(name, tenant, shared, ledger, seed + writers.size(), enough)));
            }
        }
        return writers;
    }

    /** Each kind in turn, in an order of its own each time; now and then the next before the last has been recovered from. */
    private void killAtRandom(DataServers servers, FeedReader follower, Random random, Instant end) {
        awaitMoreAcks();
        do {
            var victims = new ArrayList<>(Arrays.asList(Victim.values()));
            Collections.shuffle(victims, random);
            for (var victim : victims) {
                if (servers.strike(victim, random)) {
                    faults.merge(victim, 1, Integer::sum);
                }
                if (random.nextInt(4) > 0) {
                    awaitMoreAcks();
                }
            }
            follower.restart();
        } while (Instant.now().isBefore(end));
        awaitMoreAcks();
    }

    private void awaitMoreAcks() {
        var before = ledger.acked();
        await("acknowledged writes after faults " + faults)
                .atMost(RECOVERY)
                .until(() -> ledger.acked() >= before + MORE);
    }

    private void check(DataClient tenant, StreamReader stream, FeedReader follower) throws Exception {
        var log = logOf(tenant);
        var positions = LongStream.rangeClosed(1, log.size()).boxed().toList();
        assertThat(log.stream().map(Seen::position)).isEqualTo(positions);
        assertThat(versionsWithGaps(log)).isEmpty();
        await("the stream's reader").atMost(RECOVERY).until(() -> stream.seen().size() >= log.size());
        assertThat(stream.seen()).as("by server-sent events").isEqualTo(log);
        await("the feed's follower").atMost(RECOVERY).until(() -> new HashSet<>(
                        follower.positions(tenant.tenant()).stream()
                                .flatMap(List::stream)
                                .toList())
                .containsAll(positions));
        var repeats = assertContinued(follower.positions(tenant.tenant()));
        var verified = verify(tenant);
        assertThat(verified.path("finding").isObject()).as(verified.toString()).isFalse();
        assertThat(verified.path("position").asLong()).isEqualTo(log.size());
        System.out.printf(
                "Acked writes: tenant of %d events, its stream broke off %d times, the feed's follower was ended %d"
                        + " times and saw %d events again, %d checkpoints agree%n",
                log.size(),
                stream.connections() - 1,
                follower.positions(tenant.tenant()).size() - 1,
                repeats,
                verified.path("checkpoints").asLong());
    }

    private static List<String> versionsWithGaps(List<Seen> log) {
        var versions = new HashMap<UUID, Long>();
        return log.stream()
                .filter(event -> event.version() != versions.merge(event.aggregate(), 1L, Long::sum))
                .map(Seen::toString)
                .toList();
    }

    /** Each life goes on without a gap, and begins where the one before ended or up to a page earlier. */
    private static long assertContinued(List<List<Long>> lives) {
        var last = 0L;
        var repeats = 0L;
        for (var life : lives) {
            if (!life.isEmpty()) {
                assertThat(life.getFirst()).isBetween(Math.max(1, last + 1 - PAGE), last + 1);
                repeats += last + 1 - life.getFirst();
                assertThat(life)
                        .isEqualTo(LongStream.rangeClosed(life.getFirst(), life.getLast())
                                .boxed()
                                .toList());
                last = Math.max(last, life.getLast());
            }
        }
        return repeats;
    }

    private static List<Seen> logOf(DataClient tenant) {
        var log = new ArrayList<Seen>();
        while (true) {
            var last = log.isEmpty() ? 0 : log.getLast().position();
            var page = tenant.get("/api/events?limit=500&after=" + last);
            assertThat(page.status()).isEqualTo(200);
            page.body().path("items").forEach(event -> log.add(Seen.of(event)));
            if (page.body().path("items").isEmpty()) {
                return log;
            }
        }
    }

    /** What {@code portal verify} is told in the end. */
    private static JsonNode verify(DataClient tenant) throws IOException, InterruptedException {
        try (var lines = tenant.stream("/api/history/verification", 0).body()) {
            var all = lines.toList();
            var done = all.indexOf("event:done");
            assertThat(done).as("the end of the verification in %s", all).isNotNegative();
            return all.subList(done, all.size()).stream()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> Json.parse(line.substring("data:".length())))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

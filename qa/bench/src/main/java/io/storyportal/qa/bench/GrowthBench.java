package io.storyportal.qa.bench;

import io.storyportal.cli.fleet.FleetException;
import io.storyportal.kit.web.caller.DevKey;
import io.storyportal.kit.web.ids.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** An L01 with ten million events against one with a hundred thousand, side by side; then the large one with many readers. */
record GrowthBench(Path root, int pairs) {

    private static final int FEW = 100_000;
    private static final int MANY = 10_000_000;
    private static final long ROOM = 15L << 30;
    private static final Duration RUN = Duration.ofSeconds(4);
    private static final int SAMPLE = 50_000;
    private static final int READ_CONNECTIONS = 8;
    private static final int OK = 200;
    private static final double TARGET = 0.90;

    private static final String IDS = """
            begin;
            set local app.tenant = '%1$s';
            select event_id from l01.events
             where tenant_id = '%1$s'
               and position in (select 1 + floor(random() * %2$d)::bigint from generate_series(1, %3$d));
            commit
            """;

    private record Pair(HttpLoad few, HttpLoad many) {}

    List<Report.Row> run(List<String> notes) throws IOException, InterruptedException {
        var free = Files.getFileStore(root).getUsableSpace();
        if (free < ROOM) {
            throw new FleetException(
                    "Ten million events need 15 GiB of disk; %d are free".formatted(free >> 30), "Make room for them");
        }
        try (var few = DataServer.start(root);
                var many = DataServer.start(root)) {
            fill(few, FEW);
            fill(many, MANY);
            var rows = new ArrayList<Report.Row>();
            // Reads first: appends make the small one larger.
            var reads = new Pair(reads(few, FEW), reads(many, MANY));
            rows.add(compare("an event by id, at 10 M events", reads, notes));
            var appends = new Pair(AppendMeasure.single(few.port()), AppendMeasure.single(many.port()));
            rows.add(compare("durable append of one event, at 10 M events", appends, notes));
            notes.add(
                    "in the end the small one had %,d events, the large one %,d".formatted(events(few), events(many)));
            Subscriber.awaitSilence(many.redisUrl());
            rows.addAll(new StreamMeasure(many, pairs).measure(notes));
            return rows;
        }
    }

    private static void fill(DataServer server, int events) throws IOException, InterruptedException {
        Subscriber.awaitSilence(server.redisUrl());
        history(server).append(events);
        Subscriber.awaitSilence(server.redisUrl());
    }

    private static EventHistory history(DataServer server) throws IOException {
        return new EventHistory(PgBench.on(server.databaseUrl()).client(), TenantId.DEFAULT.value());
    }

    private static long events(DataServer server) throws IOException, InterruptedException {
        return history(server).size();
    }

    private static HttpLoad reads(DataServer server, int events) throws IOException, InterruptedException {
        var client = PgBench.on(server.databaseUrl()).client();
        var ids = client.query(IDS.formatted(TenantId.DEFAULT.value(), events, SAMPLE)).stream()
                .map(UUID::fromString)
                .toArray(UUID[]::new);
        return new HttpLoad(
                server.port(),
                READ_CONNECTIONS,
                OK,
                () -> HttpLoad.get(
                        "/api/events/" + ids[ThreadLocalRandom.current().nextInt(ids.length)], DevKey.VALUE));
    }

    private Report.Row compare(String name, Pair loads, List<String> notes) throws IOException, InterruptedException {
        Warmup.ordinary()
                .until(name + ", the small one", time -> loads.few().run(time).perSecond(), notes);
        Warmup.ordinary()
                .until(name + ", the large one", time -> loads.many().run(time).perSecond(), notes);
        var ratios = new ArrayList<Double>();
        for (var pair = 1; pair <= pairs; pair++) {
            var few = loads.few().run(RUN).perSecond();
            var many = loads.many().run(RUN).perSecond();
            ratios.add(many / few);
            notes.add("%s, pair %d: %,.0f/s, with 100,000 events %,.0f/s".formatted(name, pair, many, few));
            Bench.say(notes.getLast());
        }
        return Report.Row.atLeast(name, ratios, TARGET, "the same at 100,000 events");
    }
}

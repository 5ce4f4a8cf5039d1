package io.storyportal.qa.bench;

import io.storyportal.kit.web.caller.DevKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durable appends over HTTP against pgbench writing the same rows. */
final class AppendMeasure implements DataMeasure {

    private static final Duration RUN = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 64;
    private static final int FLOOR_CLIENTS = 32;
    private static final int BATCH = 100;
    private static final int BATCH_CONNECTIONS = 8;
    private static final int CREATED = 201;

    private record Load(String name, HttpLoad ours, int events, int clients, double target) {}

    @Override
    public List<Report.Row> measure(DataServer server, PgBench floor, int pairs, List<String> notes)
            throws IOException, InterruptedException {
        new AppendFloor(floor).create();
        var one = new Load("durable append, one event", single(server.port()), 1, FLOOR_CLIENTS, 0.80);
        var batches = new HttpLoad(
                server.port(),
                BATCH_CONNECTIONS,
                CREATED,
                () -> HttpLoad.post("/api/events/batch", DevKey.VALUE, MeasuredEvent.batch(BATCH)));
        var batch = new Load("durable append, batch of " + BATCH, batches, BATCH, BATCH_CONNECTIONS, 0.85);
        return List.of(compare(one, server, floor, pairs, notes), compare(batch, server, floor, pairs, notes));
    }

    static HttpLoad single(int port) {
        return new HttpLoad(
                port, CONNECTIONS, CREATED, () -> HttpLoad.post("/api/events", DevKey.VALUE, MeasuredEvent.one()));
    }

    private static Report.Row compare(Load load, DataServer server, PgBench floor, int pairs, List<String> notes)
            throws IOException, InterruptedException {
        Warmup.ordinary().until(load.name(), time -> load.ours().run(time).perSecond(), notes);
        var ratios = new ArrayList<Double>();
        for (var pair = 1; pair <= pairs; pair++) {
            var begun = server.cpu();
            var us = load.ours().run(RUN);
            var between = server.cpu();
            var them = floor.run(AppendFloor.script(load.events()), load.clients(), RUN);
            ratios.add(us.perSecond() / them.perSecond());
            notes.add("%s, pair %d: %,.0f events/s (%s each), pgbench %,.0f (%s each)"
                    .formatted(
                            load.name(),
                            pair,
                            us.perSecond() * load.events(),
                            between.since(begun).each(us.count() * load.events()),
                            them.perSecond() * load.events(),
                            server.cpu().since(between).eachOfPgBench(them.count() * load.events())));
            Bench.say(notes.getLast());
        }
        return Report.Row.atLeast(
                load.name(),
                ratios,
                load.target(),
                "pgbench, the same rows in one statement, " + load.clients() + " clients");
    }
}

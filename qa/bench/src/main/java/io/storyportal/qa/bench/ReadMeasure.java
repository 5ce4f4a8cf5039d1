package io.storyportal.qa.bench;

import io.storyportal.kit.web.caller.DevKey;
import io.storyportal.kit.web.ids.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The CPU time of reading one agent by its id, in L01 and PostgreSQL, against that of a route of L01 that does nothing, and
 * of the same read by pgbench, in PostgreSQL and in pgbench, which does there what L01 does: asking.
 */
final class ReadMeasure implements DataMeasure {

    private static final Duration RUN = Duration.ofSeconds(4);
    private static final int CONNECTIONS = 8;
    private static final int AGENTS = 1000;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final String APP = "portal_l01_app";

    /** The beginning of the agents' ids; the rest is their number in twelve digits. */
    private static final String ID = "01900000-0000-7000-9000-";

    /** As L01 reads it. */
    private static final String READ = """
            begin read only;
            select set_config('app.tenant', '%1$s', true);
            select (select to_jsonb(told) from (select t.id, t.version, t.created_at, t.updated_at, t.did, t.name,
                           t.agent_type, t.status, t.configuration, t.metadata, t.resource_limits) told)::text as row
              from l01.agents t where tenant_id = '%1$s' and id = ('%2$s' || lpad(:number::text, 12, '0'))::uuid;
            commit;
            """;

    private record Loads(HttpLoad read, HttpLoad nothing, String script, PgBench pgBench) {}

    @Override
    public List<Report.Row> measure(DataServer server, PgBench floor, int pairs, List<String> notes)
            throws IOException, InterruptedException {
        createAgents(server.port());
        Subscriber.awaitSilence(server.redisUrl());
        var read = READ.formatted(TenantId.DEFAULT.value(), ID);
        requireFound(floor.as(APP).client().query(read.replace(":number", "1")));
        var loads = new Loads(
                new HttpLoad(server.port(), CONNECTIONS, OK, () -> HttpLoad.get(path(), DevKey.VALUE)),
                new HttpLoad(server.port(), CONNECTIONS, OK, () -> HttpLoad.get("/health/live", DevKey.VALUE)),
                "\\set number random(1, %d)\n%s".formatted(AGENTS, read),
                floor.as(APP));
        Warmup.ordinary().until("read by id", time -> loads.read().run(time).perSecond(), notes);
        Warmup.ordinary().until("no-op route", time -> loads.nothing().run(time).perSecond(), notes);
        var ratios = new ArrayList<Double>();
        for (var pair = 1; pair <= pairs; pair++) {
            ratios.add(pair(server, loads, pair, notes));
        }
        return List.of(Report.Row.of(
                "CPU of reading one agent by id",
                ratios,
                1.5,
                "CPU of /health/live plus pgbench, the same read as the same role"));
    }

    private static double pair(DataServer server, Loads loads, int pair, List<String> notes)
            throws IOException, InterruptedException {
        var begun = server.cpu();
        var read = loads.read().run(RUN);
        var afterRead = server.cpu();
        var nothing = loads.nothing().run(RUN);
        var afterNothing = server.cpu();
        var floor = loads.pgBench().run(loads.script(), CONNECTIONS, RUN);
        var afterFloor = server.cpu();

        var reading = afterRead.since(begun);
        var doing = afterNothing.since(afterRead);
        var asking = afterFloor.since(afterNothing);
        var us = (reading.data() + reading.postgres()) / read.count();
        var route = doing.data() / nothing.count();
        var them = route + (asking.postgres() + asking.programs()) / floor.count();
        notes.add("read by id, pair %d: %,.0f/s (%s each), no-op route %,.0f/s (CPU µs: L01 %.0f), pgbench %,.0f/s (%s)"
                .formatted(
                        pair,
                        read.perSecond(),
                        reading.each(read.count()),
                        nothing.perSecond(),
                        route * 1e6,
                        floor.perSecond(),
                        asking.eachOfPgBench(floor.count())));
        Bench.say(notes.getLast());
        return us / them;
    }

    /** pgbench does not look at rows: finding none would be a floor too low. */
    private static void requireFound(List<String> rows) {
        if (rows.stream().noneMatch(row -> row.contains("\"agent 1\""))) {
            throw new IllegalStateException("The floor's read does not find what L01 has: " + rows);
        }
    }

    private static void createAgents(int port) throws IOException {
        try (var connection = HttpConnection.to(port)) {
            for (var number = 1; number <= AGENTS; number++) {
                var body = "{\"id\":\"%s\",\"name\":\"agent %d\"}".formatted(id(number), number);
                connection.exchange(HttpLoad.post("/api/agents", DevKey.VALUE, body), CREATED);
            }
        }
    }

    private static String path() {
        return "/api/agents/" + id(1 + ThreadLocalRandom.current().nextInt(AGENTS));
    }

    private static String id(int number) {
        return ID + "%012d".formatted(number);
    }
}

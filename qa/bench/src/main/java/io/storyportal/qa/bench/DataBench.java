package io.storyportal.qa.bench;

import io.storyportal.kit.web.caller.DevKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * L01's appends over HTTP against pgbench writing the same rows: an event, its aggregate's head and the head of its tenant's
 * log, in one statement. The floor's tables are copies of L01's, indexes included, without row-level security.
 */
record DataBench(int port, PgBench floor, int pairs) {

    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration RUN = Duration.ofSeconds(6);
    private static final int CONNECTIONS = 64;
    private static final int FLOOR_CLIENTS = 32;
    private static final int BATCH = 100;
    private static final int BATCH_CONNECTIONS = 8;
    private static final String BODY =
            "{\"order\":%d,\"sku\":\"SKU-%d\",\"price\":12.5,\"note\":\"a fact of somebody else\"}";

    private static final String TABLES = """
            drop schema if exists bench cascade;
            create schema bench;
            create table bench.events (like l01.events including all);
            create table bench.aggregate_heads (like l01.aggregate_heads including all);
            create table bench.journal_heads (like l01.journal_heads including all);
            """;

    /** Each client has a tenant of its own, so that none waits for another's head. */
    private static final String APPEND = """
            \\set order random(1, 1000000)
            with tenant as (
                select md5(:client_id::text)::uuid as id, gen_random_uuid() as aggregate
            ), head as (
                insert into bench.journal_heads as h (tenant_id, position, hash, hash_position)
                select id, %1$d, sha256('x'), %1$d from tenant
                on conflict (tenant_id) do update
                   set position = h.position + %1$d, hash = excluded.hash, hash_position = h.position + %1$d
                returning position - %1$d as before
            ), recorded as (
                insert into bench.events (tenant_id, position, event_id, event_type, aggregate_type, aggregate_id, version,
                       payload, actor, traceparent, schema_version, created_at, epoch, payload_hash, hash)
                select tenant.id, head.before + n, gen_random_uuid(), 'custom.measured', 'custom', md5(aggregate::text || n)::uuid,
                       1, jsonb_build_object('order', :order::int, 'sku', 'SKU-' || n, 'price', 12.5, 'note', 'a fact of somebody else'),
                       'bench', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 1, now(), 1, sha256('p'), sha256('h')
                  from tenant, head, generate_series(1, %1$d) as n
            )
            insert into bench.aggregate_heads
                   (tenant_id, aggregate_type, aggregate_id, version, position, deleted, carried)
            select tenant.id, 'custom', md5(aggregate::text || n)::uuid, 1, head.before + n, false, '{}'
              from tenant, head, generate_series(1, %1$d) as n;
            """;

    Report run() throws IOException, InterruptedException {
        var notes = new ArrayList<String>();
        floor.execute(TABLES);
        try {
            var one = new HttpLoad(port, CONNECTIONS, 201, () -> request("/api/events", event()));
            var batch = new HttpLoad(port, BATCH_CONNECTIONS, 201, () -> request("/api/events/batch", events()));
            return new Report(
                    "l01",
                    List.of(
                            compare("durable append, one event", one, 1, FLOOR_CLIENTS, 0.80, notes),
                            compare("durable append, batch of " + BATCH, batch, BATCH, BATCH_CONNECTIONS, 0.85, notes)),
                    notes);
        } finally {
            floor.execute("drop schema bench cascade");
        }
    }

    private Report.Row compare(String name, HttpLoad ours, int rows, int clients, double target, List<String> notes)
            throws IOException, InterruptedException {
        Bench.say(name + ": warming up");
        ours.perSecond(WARM_UP);
        var ratios = new ArrayList<Double>();
        for (var pair = 1; pair <= pairs; pair++) {
            var us = ours.perSecond(RUN) * rows;
            var them = floor.perSecond(APPEND.formatted(rows), clients, RUN) * rows;
            ratios.add(us / them);
            notes.add("%s, pair %d: %,.0f events/s, pgbench %,.0f".formatted(name, pair, us, them));
            Bench.say(notes.getLast());
        }
        return Report.Row.atLeast(
                name, ratios, target, "pgbench, the same rows in one statement, " + clients + " clients");
    }

    private static byte[] request(String path, String body) {
        return HttpLoad.post(path, DevKey.VALUE, body);
    }

    private static String event() {
        var random = ThreadLocalRandom.current();
        var id = new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 2L << 62);
        return "{\"event_type\":\"custom.measured\",\"aggregate_id\":\"%s\",\"payload\":%s}"
                .formatted(id, BODY.formatted(random.nextInt(1_000_000), random.nextInt(1000)));
    }

    private static String events() {
        return IntStream.range(0, BATCH).mapToObj(n -> event()).collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }
}

package io.storyportal.qa.bench;

import java.io.IOException;

/**
 * Appending without anything of ours in between: an event, its aggregate's head and the head of its tenant's log, in one
 * statement. The tables are copies of L01's, indexes included, without row-level security; that of events
 * is a copy of one part, since the whole has no indexes.
 */
record AppendFloor(PgBench pgBench) {

    private static final String TABLES = """
            drop schema if exists bench cascade;
            create schema bench;
            create table bench.events (like l01.events_default including all);
            alter table bench.events alter column seq add generated always as identity;
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

    void create() throws IOException, InterruptedException {
        pgBench.client().execute(TABLES);
    }

    /** A script that appends so many events at once. */
    static String script(int events) {
        return APPEND.formatted(events);
    }
}

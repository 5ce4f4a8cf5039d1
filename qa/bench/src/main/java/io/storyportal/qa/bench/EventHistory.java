package io.storyportal.qa.bench;

import java.io.IOException;
import java.util.UUID;

/**
 * Many events of one tenant, put straight into L01's tables: ten to an aggregate, with the heads that belong to them. They
 * stand in the epoch before the first, as those from before a restore do, so that nobody publishes them now.
 */
record EventHistory(PostgresClient client, UUID tenant) {

    private static final int CHUNK = 100_000;

    private static final String FILL = """
            begin;
            set local app.tenant = '%1$s';
            insert into l01.events (tenant_id, position, event_id, event_type, aggregate_type, aggregate_id, version,
                   payload, actor, traceparent, schema_version, created_at, epoch, payload_hash, hash)
            select '%1$s', %2$d + n, uuidv7(), 'custom.measured', 'custom', md5('%1$s-%2$d-' || (n - 1) / 10)::uuid,
                   1 + (n - 1) %% 10,
                   jsonb_build_object('order', n, 'sku', 'SKU-' || n %% 1000, 'price', 12.5, 'note', 'a fact of somebody else'),
                   'bench', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 1, now(), 0,
                   sha256(n::text::bytea), sha256((%2$d + n)::text::bytea)
              from generate_series(1, %3$d) as n;
            insert into l01.aggregate_heads (tenant_id, aggregate_type, aggregate_id, version, position, deleted, carried)
            select '%1$s', 'custom', md5('%1$s-%2$d-' || (n - 1) / 10)::uuid, 10, %2$d + n, false, '{}'
              from generate_series(10, %3$d, 10) as n;
            insert into l01.journal_heads (tenant_id, position) values ('%1$s', %2$d + %3$d)
            on conflict (tenant_id) do update set position = excluded.position;
            commit
            """;

    private static final String HEAD = """
            begin;
            set local app.tenant = '%1$s';
            select coalesce((select position from l01.journal_heads where tenant_id = '%1$s'), 0);
            commit
            """;

    /** How many events the tenant has, these and others. */
    long size() throws IOException, InterruptedException {
        return Long.parseLong(client.query(HEAD.formatted(tenant)).getFirst());
    }

    /** Appends so many, a multiple of ten, to what the tenant has; nobody else may append meanwhile. */
    void append(int events) throws IOException, InterruptedException {
        var before = size();
        for (var done = 0; done < events; done += CHUNK) {
            client.execute(FILL.formatted(tenant, before + done, Math.min(CHUNK, events - done)));
            Bench.say("%,d of %,d events are there".formatted(Math.min(done + CHUNK, events), events));
        }
        client.execute("vacuum (analyze) l01.events");
        client.execute("vacuum (analyze) l01.aggregate_heads");
    }
}

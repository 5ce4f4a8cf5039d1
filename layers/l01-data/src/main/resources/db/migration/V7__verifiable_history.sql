-- Each event carries a hash over its predecessor's hash, its own header and the hash of its payload. Events recorded before
-- this have none: a tenant's chain begins with its first event that does.
alter table events
    add column payload_hash bytea,
    add column hash         bytea;

-- The last event's hash; it counts while hash_position is the head's, since an older version moves the position alone.
alter table journal_heads
    add column hash          bytea,
    add column hash_position bigint;

-- A tenant's head as L01 signed it (JWS): whoever rewrites events and their hashes cannot sign what comes of it.
create table checkpoints (
    tenant_id  uuid        not null,
    position   bigint      not null,
    hash       bytea       not null,
    signed     text        not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, position)
);
alter table checkpoints enable row level security;
alter table checkpoints force row level security;
create policy one_tenant on checkpoints to portal_l01_app
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on checkpoints to portal_l01_app;

-- Which tenants' heads have moved since they were last signed.
create policy all_tenants on checkpoints for select to portal_l01_reader using (true);
create policy all_tenants on journal_heads for select to portal_l01_reader using (true);
grant select on checkpoints, journal_heads to portal_l01_reader;

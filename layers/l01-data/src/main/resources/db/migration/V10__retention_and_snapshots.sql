-- What keeps a log that grows for years: snapshots to begin from, and files with payloads that were taken out of it.

-- What V11 makes the first part of events ends with a month that is still to come. Looked up before anything is locked.
do $$
begin
    set local role portal_l01_reader;
    perform set_config('l01.events_beginning_ends', ends || ' UTC', true)
       from (select date_trunc('month', greatest(now(), max(created_at)) + interval '3 days', 'UTC') at time zone 'UTC'
                    + interval '1 month' as ends from events) latest;
    reset role;
end $$;

-- Takes payloads out of old events and can do nothing else to them; V11 says to which. Acted as by its own transactions only.
do $$
begin
    begin
        if not exists (select from pg_roles where rolname = 'portal_l01_keeper') then
            create role portal_l01_keeper nologin;
        end if;
    exception
        when duplicate_object or unique_violation then null;
    end;
    execute format('grant portal_l01_keeper to current_user');
    execute format('grant usage on schema %I to portal_l01_keeper', current_schema());
end $$;

-- What an aggregate had come to at a version: where a look into the past begins. kept: payloads before it are gone from the
-- log, so nothing could make it again. No document: it was removed then.
create table aggregate_snapshots (
    tenant_id      uuid        not null,
    aggregate_type text        not null,
    aggregate_id   uuid        not null,
    version        bigint      not null,
    document       jsonb,
    kept           boolean     not null,
    created_at     timestamptz not null default now(),
    primary key (tenant_id, aggregate_type, aggregate_id, version)
);

-- Files with payloads, in the folder of L01's archive; sha256 is the whole file's.
create table event_archives (
    tenant_id      uuid        not null,
    id             uuid        not null,
    rule           text        not null,
    file           text        not null,
    sha256         text        not null,
    bytes          bigint      not null,
    events         bigint      not null,
    first_position bigint      not null,
    last_position  bigint      not null,
    created_at     timestamptz not null default now(),
    primary key (tenant_id, id)
);

-- As V4 does it.
do $$
declare
    guarded text;
begin
    foreach guarded in array array['aggregate_snapshots', 'event_archives'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format(
            'create policy one_tenant on %I to portal_l01_app, portal_l01_keeper'
            ' using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)'
            ' with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', guarded);
        execute format('grant select on %I to portal_l01_app', guarded);
        execute format('grant select, insert on %I to portal_l01_keeper', guarded);
    end loop;
end $$;
grant insert on aggregate_snapshots to portal_l01_app;
grant update on aggregate_snapshots to portal_l01_keeper;

-- Rules of retention are settings; whose, the worker asks across tenants.
create policy retention_rules on config for select to portal_l01_reader using (namespace = 'retention');
grant select on config to portal_l01_reader;

-- In which archive the payload is, which then is {} here.
alter table events add column archive uuid;

-- Whoever appends meanwhile is bound by it; that it holds for what is there, V11 checks without keeping anybody waiting.
do $$
begin
    execute format('alter table events add constraint events_beginning_ends check (created_at < %L) not valid',
        current_setting('l01.events_beginning_ends'));
end $$;

-- The first event of the default tenant was written by V3, before events had hashes: where nothing follows it yet, it begins
-- the chain like any other first event (see EventChain).
do $$
begin
    alter table events no force row level security;
    alter table journal_heads no force row level security;
    with first as (
        select e.tenant_id, sha256('{"metadata":{},"name":"default","status":"active"}') as payload_hash,
               int4send(36) || convert_to(e.tenant_id::text, 'UTF8') || int8send(e.position)
                   || int4send(36) || convert_to(e.event_id::text, 'UTF8')
                   || int4send(length(e.event_type)) || convert_to(e.event_type, 'UTF8')
                   || int4send(length(e.aggregate_type)) || convert_to(e.aggregate_type, 'UTF8')
                   || int4send(36) || convert_to(e.aggregate_id::text, 'UTF8') || int8send(e.version)
                   || int4send(length(e.actor)) || convert_to(e.actor, 'UTF8')
                   || int4send(-1) || int4send(-1) || int4send(e.schema_version)
                   || int8send((extract(epoch from e.created_at) * 1000000)::bigint) as header
          from events e join journal_heads h on h.tenant_id = e.tenant_id and h.position = 1
         where e.tenant_id = '01900000-0000-7000-8000-000000000001' and e.position = 1 and e.hash is null
           and e.payload = '{"name": "default", "status": "active", "metadata": {}}'
    ), hashed as (
        update events e set payload_hash = first.payload_hash,
                            hash = sha256(decode(repeat('00', 32), 'hex') || first.header || first.payload_hash)
          from first where e.tenant_id = first.tenant_id and e.position = 1
        returning e.tenant_id, e.hash
    )
    update journal_heads h set hash = hashed.hash, hash_position = 1 from hashed where h.tenant_id = hashed.tenant_id;
    alter table journal_heads force row level security;
    alter table events force row level security;
end $$;

-- The log: every fact of the platform, and what is needed to append to it safely.

-- Neither role owns a table or bypasses row-level security. The app sees one tenant at a time; the reader serves what
-- spans tenants by an explicit policy: feed, publisher, recognising API keys, housekeeping. Roles are shared by all
-- databases of a server, so another database's migration may have made them already.
do $$
declare
    wanted text;
begin
    foreach wanted in array array['portal_l01_app', 'portal_l01_reader'] loop
        begin
            if not exists (select from pg_roles where rolname = wanted) then
                execute format('create role %I nologin', wanted);
            end if;
        exception
            when duplicate_object or unique_violation then null;
        end;
        -- Whoever made a role may administer it, but from PostgreSQL 16 on not act as it without this.
        execute format('grant %I to current_user', wanted);
        execute format('grant usage on schema %I to %I', current_schema(), wanted);
    end loop;
end $$;

-- Rises when a database is restored, since transaction ids may then begin again lower: the first part of a feed cursor.
create table feed_epoch (
    only_row boolean primary key default true check (only_row),
    epoch    integer not null
);
insert into feed_epoch (epoch) values (1);

create table events (
    tenant_id      uuid        not null,
    position       bigint      not null,
    event_id       uuid        not null,
    event_type     text        not null,
    aggregate_type text        not null,
    aggregate_id   uuid        not null,
    version        bigint      not null,
    payload        jsonb       not null,
    actor          text        not null,
    traceparent    text,
    causation_id   uuid,
    schema_version integer     not null,
    created_at     timestamptz not null,
    epoch          integer     not null,
    recorded_xid   xid8        not null default pg_current_xact_id(),
    seq            bigint      not null generated always as identity,
    primary key (tenant_id, position),
    unique (tenant_id, event_id),
    unique (tenant_id, aggregate_type, aggregate_id, version)
);
create index events_feed on events (epoch, recorded_xid, seq);
create index events_by_type on events (tenant_id, event_type, position);
create index events_by_time on events (tenant_id, created_at);

-- How far each tenant's log has come: positions are 1..n without gaps.
create table journal_heads (
    tenant_id uuid   primary key,
    position  bigint not null
);

-- Where each aggregate stands. carried: fields that every payload of the aggregate repeats. created_digest: of the
-- body it was created from, so that the same creation sent again is recognised.
create table aggregate_heads (
    tenant_id      uuid    not null,
    aggregate_type text    not null,
    aggregate_id   uuid    not null,
    version        bigint  not null,
    position       bigint  not null,
    deleted        boolean not null,
    created_digest text,
    carried        jsonb   not null,
    primary key (tenant_id, aggregate_type, aggregate_id)
) with (fillfactor = 85);

create table idempotency_keys (
    tenant_id   uuid        not null,
    key         text        not null,
    fingerprint text        not null,
    answer      jsonb       not null,
    created_at  timestamptz not null,
    primary key (tenant_id, key)
);
create index idempotency_keys_by_time on idempotency_keys (created_at);

-- How far the publisher has come, and which instance may publish until when.
create table publishers (
    name        text        primary key,
    cursor      text,
    holder      text,
    held_until  timestamptz not null
);
insert into publishers (name, held_until) values ('redis', 'epoch');

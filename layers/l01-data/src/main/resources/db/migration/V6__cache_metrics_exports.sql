-- What the log does not tell of: a cache, measurements, and the work of exports.

-- Unlogged: nobody waits for a disk, and a crash of the server empties it, as any cache may be. Backups leave it out.
create unlogged table cache_entries (
    tenant_id  uuid        not null,
    namespace  text        not null,
    key        text        not null,
    value      json        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (tenant_id, namespace, key)
);
create index cache_entries_by_expiry on cache_entries (expires_at);

-- The key serves reads by name and time; seq tells points of the same time apart, in the order they came.
create table metric_points (
    tenant_id uuid             not null,
    name      text             not null,
    at        timestamptz      not null,
    seq       bigint           not null generated always as identity,
    value     double precision not null,
    labels    jsonb            not null,
    primary key (tenant_id, name, at, seq)
);

do $$
declare
    guarded text;
begin
    foreach guarded in array array['cache_entries', 'metric_points']
    loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format(
            'create policy one_tenant on %I to portal_l01_app'
            ' using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)'
            ' with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', guarded);
        execute format('grant select, insert, update, delete on %I to portal_l01_app', guarded);
    end loop;
end $$;

-- Housekeeping sees what is over, and nothing else.
create policy expired on cache_entries for all to portal_l01_reader using (expires_at <= now());
grant select, update, delete on cache_entries to portal_l01_reader;

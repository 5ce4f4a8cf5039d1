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

-- Work of exports: who asked for what, how far it has come, and which replica holds it until when. artifact_id is chosen
-- beforehand, so that an export which is begun anew finds what its first run may have finished.
create table exports (
    tenant_id    uuid        not null,
    id           uuid        not null,
    created_at   timestamptz not null,
    requested_by text        not null,
    resource     text        not null,
    format       text        not null,
    filters      jsonb       not null,
    status       text        not null,
    row_count    bigint      not null default 0,
    byte_count   bigint      not null default 0,
    artifact_id  uuid        not null,
    error        text,
    attempts     integer     not null default 0,
    holder       text,
    held_until   timestamptz,
    started_at   timestamptz,
    completed_at timestamptz,
    primary key (tenant_id, id)
);
create index exports_unfinished on exports (created_at) where status in ('pending', 'running');

do $$
declare
    guarded text;
begin
    foreach guarded in array array['cache_entries', 'metric_points', 'exports']
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

create policy all_tenants on exports for all to portal_l01_reader using (true);
grant select, update on exports to portal_l01_reader;

-- What a document is found by: its title and the first 100,000 characters of its content, since an index entry holds 1 MiB
-- of words at most; and its tenant, as a word that no text can contain, so that one index finds both.
alter table documents add column search tsvector not null generated always as (
    setweight(to_tsvector('english', title), 'A')
    || setweight(to_tsvector('english', left(coalesce(content, ''), 100000)), 'D')
    || array_to_tsvector(array['tenant ' || tenant_id::text])) stored;
create index documents_by_search on documents using gin (search);

-- Below a policy PostgreSQL uses an index for leakproof operators only, and matching words is none. So the search itself
-- is done as the reader, by a function that holds it to the tenant of the transaction as the policy would.
create policy all_tenants on documents for select to portal_l01_reader using (true);
grant select on documents to portal_l01_reader;
do $$
begin
    execute format($definition$
        create function documents_matching(query tsquery) returns setof uuid
        language sql stable security definer set search_path = %1$I, pg_temp as $body$
            select id from documents
             where tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and numnode(query) > 0
               and search @@ (quote_literal('tenant ' || current_setting('app.tenant', true))::tsquery && query)
        $body$ $definition$, current_schema());
    execute format('grant create on schema %I to portal_l01_reader', current_schema());
    alter function documents_matching(tsquery) owner to portal_l01_reader;
    execute format('revoke create on schema %I from portal_l01_reader', current_schema());
end $$;

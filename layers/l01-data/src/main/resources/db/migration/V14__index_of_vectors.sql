-- What pgvector indexes, where an operator has installed it. Nothing here needs it: the table that does is made by the function
-- below once it is there, which may be long after this.

-- Which vectors have an index of their own: those of which one search had to compare more than is done exactly.
create table embedding_indexes (
    tenant_id uuid        not null,
    resource  text        not null,
    model     text        not null,
    dimension integer     not null,
    -- Names the index and marks what is in it.
    number    bigint      not null generated always as identity,
    asked_at  timestamptz not null default now(),
    primary key (tenant_id, resource, model, dimension)
);
alter table embedding_indexes enable row level security;
alter table embedding_indexes force row level security;
create policy one_tenant on embedding_indexes to portal_l01_app
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy all_tenants on embedding_indexes for all to portal_l01_reader using (true);
grant select, insert, update, delete on embedding_indexes to portal_l01_app;
grant select, delete on embedding_indexes to portal_l01_reader;

-- When the vectors arrived that are in the index: whoever keeps others, an older version too, makes the two differ.
alter table embeddings add column indexed_at timestamptz;
create index embeddings_not_indexed on embeddings (tenant_id, resource, id) where indexed_at is distinct from arrived_at;
create policy all_tenants_renewed on embeddings for update to portal_l01_reader using (true);
grant update (indexed_at) on embeddings to portal_l01_reader;

-- Makes the index, and the table for what indexes hold if it is not there or has lost its vectors with a dropped extension. True
-- if nothing is in any index, whatever rows of embeddings say: the table is new, or was restored without what was in it. As the
-- owner, for L01's roles own nothing; policies may bind it too, so it looks at the table's size. An index is made while it is empty, so
-- it takes no longer than reading past what others hold; it gives up after two seconds rather than have everybody wait. One process
-- does it: several would want more shared memory than containers usually have.
do $$
begin
    execute format($make$
create function make_embedding_index(number bigint, dimension integer) returns boolean
    language plpgsql security definer set search_path = %1$I, pg_temp set lock_timeout = '2s'
    set max_parallel_maintenance_workers = 0 as $body$
declare
    home text;
begin
    perform pg_advisory_xact_lock(hashtext('l01 embedding indexes'));
    select quote_ident(n.nspname) into strict home
      from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'vector';
    if not exists (select from pg_attribute where attrelid = to_regclass('embedding_points')
                      and attname = 'vector' and not attisdropped) then
        drop table if exists embedding_points;
        execute format('create table embedding_points ('
            ' tenant_id uuid not null, resource text not null, id uuid not null, piece integer not null,'
            ' indexed_in bigint not null, vector %%s.halfvec not null, primary key (tenant_id, resource, id, piece),'
            ' foreign key (tenant_id, resource, id) references embeddings (tenant_id, resource, id) on delete cascade)', home);
        alter table embedding_points enable row level security;
        alter table embedding_points force row level security;
        create policy one_tenant on embedding_points to portal_l01_app
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
            with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
        create policy all_tenants on embedding_points for all to portal_l01_reader using (true);
        grant select, insert, update, delete on embedding_points to portal_l01_app;
        grant select, delete on embedding_points to portal_l01_reader;
    end if;
    if to_regclass('embedding_points_' || number) is null then
        execute format('create index embedding_points_%%s on embedding_points'
            ' using hnsw ((vector::%%s.halfvec(%%s)) %%s.halfvec_ip_ops) where indexed_in = %%s',
            number, home, dimension, home, number);
    end if;
    return pg_relation_size('embedding_points') = 0;
end $body$
    $make$, current_schema());

    execute format($drop$
create function drop_embedding_index(number bigint) returns void
    language plpgsql security definer set search_path = %1$I, pg_temp set lock_timeout = '2s' as $body$
begin
    execute format('drop index if exists embedding_points_%%s', number);
end $body$
    $drop$, current_schema());
end $$;
revoke all on function make_embedding_index(bigint, integer), drop_embedding_index(bigint) from public;
grant execute on function make_embedding_index(bigint, integer), drop_embedding_index(bigint) to portal_l01_reader;

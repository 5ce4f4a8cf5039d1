-- Memories, and the vectors by which memories and documents are found by their meaning.

create table memories (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    agent_id   uuid,
    session_id uuid,
    kind       text          not null,
    content    text          not null,
    importance numeric(5, 4) not null,
    tags       text[]        not null,
    metadata   jsonb         not null,
    -- The tenant as a word that no text can contain, as V6 has it for documents.
    search tsvector not null generated always as (
        to_tsvector('english', content) || array_to_tsvector(array['tenant ' || tenant_id::text])) stored,
    primary key (tenant_id, id)
);
create index memories_by_agent on memories (tenant_id, agent_id, id) where agent_id is not null;
create index memories_by_session on memories (tenant_id, session_id, id) where session_id is not null;
create index memories_by_kind on memories (tenant_id, kind, id);
create index memories_by_time on memories (tenant_id, created_at);
create index memories_by_tags on memories using gin (tags);
create index memories_by_search on memories using gin (search);

-- What waits for its vectors: a row comes to be in the transaction that makes or changes the text, and goes in the one that
-- keeps the vectors. Whoever takes a row, or changes its text, counts the revision up; only who knows the last one may end it.
create table embedding_outbox (
    tenant_id  uuid        not null,
    resource   text        not null,
    id         uuid        not null,
    revision   bigint      not null default 1,
    created_at timestamptz not null default now(),
    due_at     timestamptz not null default now(),
    attempts   integer     not null default 0,
    error      text,
    primary key (tenant_id, resource, id)
);
-- Memories before documents: an agent may ask for what it was just told.
create index embedding_outbox_by_time on embedding_outbox (tenant_id, resource desc, due_at);

-- The replica: that a row is here proves that the text has arrived. codes are the vectors in a byte per dimension, to be
-- scanned; embedding_vectors has the same in four, to be compared exactly, apart so that a scan need not read over them.
create table embeddings (
    tenant_id  uuid        not null,
    resource   text        not null,
    id         uuid        not null,
    model      text        not null,
    dimension  integer     not null,
    pieces     integer     not null,
    arrived_at timestamptz not null,
    codes      bytea       not null,
    primary key (tenant_id, resource, id)
);
create table embedding_vectors (
    tenant_id uuid  not null,
    resource  text  not null,
    id        uuid  not null,
    vectors   bytea not null,
    primary key (tenant_id, resource, id),
    foreign key (tenant_id, resource, id) references embeddings (tenant_id, resource, id) on delete cascade
);
-- What cannot be compressed need not be tried to be.
alter table embeddings alter column codes set storage external;
alter table embedding_vectors alter column vectors set storage external;
-- Serves the scan in its order, whatever the planner knows of the table, and finds what another model made.
create index embeddings_by_model on embeddings (model, tenant_id, resource, id);

-- What can never get vectors, and why.
create table embedding_dead_letters (
    tenant_id   uuid        not null,
    id          uuid        not null,
    resource    text        not null,
    resource_id uuid        not null,
    created_at  timestamptz not null,
    attempts    integer     not null,
    reason      text        not null,
    primary key (tenant_id, id),
    unique (tenant_id, resource, resource_id)
);

do $$
declare
    guarded text;
begin
    foreach guarded in array array['memories', 'embedding_outbox', 'embeddings', 'embedding_vectors',
        'embedding_dead_letters'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format(
            'create policy one_tenant on %I to portal_l01_app'
            ' using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)'
            ' with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', guarded);
        execute format('grant select, insert, update, delete on %I to portal_l01_app', guarded);
    end loop;
end $$;

-- The worker takes its work across tenants; texts and vectors it reads and writes within one.
create policy all_tenants on embedding_outbox for all to portal_l01_reader using (true);
create policy all_tenants on embeddings for select to portal_l01_reader using (true);
create policy all_tenants on embedding_dead_letters for select to portal_l01_reader using (true);
create policy all_tenants on memories for select to portal_l01_reader using (true);
grant select, insert, update on embedding_outbox to portal_l01_reader;
grant select on embeddings, embedding_dead_letters, memories to portal_l01_reader;

-- As V6 does it for documents, and for the same reason.
do $$
begin
    execute format($definition$
        create function memories_matching(query tsquery) returns setof uuid
        language sql stable security definer set search_path = %1$I, pg_temp as $body$
            select id from memories
             where tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and numnode(query) > 0
               and search @@ (quote_literal('tenant ' || current_setting('app.tenant', true))::tsquery && query)
        $body$ $definition$, current_schema());
    execute format('grant create on schema %I to portal_l01_reader', current_schema());
    alter function memories_matching(tsquery) owner to portal_l01_reader;
    execute format('revoke create on schema %I from portal_l01_reader', current_schema());
end $$;

-- Triggers, because the row of the outbox must be there whoever writes the text: an older version of this layer, a rebuild.
create function embedding_wanted() returns trigger language plpgsql set search_path from current as $$
begin
    insert into embedding_outbox as o (tenant_id, resource, id)
    select tenant_id, tg_table_name, id from written
        on conflict (tenant_id, resource, id) do update
       set revision = o.revision + 1, due_at = now(), attempts = 0, error = null;
    return null;
end $$;

create function embedding_wanted_anew() returns trigger language plpgsql set search_path from current as $$
begin
    insert into embedding_outbox as o (tenant_id, resource, id)
    select w.tenant_id, tg_table_name, w.id from written w join former f using (tenant_id, id)
     where w.content is distinct from f.content
        or tg_table_name = 'documents' and to_jsonb(w) -> 'title' is distinct from to_jsonb(f) -> 'title'
        on conflict (tenant_id, resource, id) do update
       set revision = o.revision + 1, due_at = now(), attempts = 0, error = null;
    delete from embedding_dead_letters d using embedding_outbox o, written w
     where d.tenant_id = w.tenant_id and d.resource = tg_table_name and d.resource_id = w.id
       and o.tenant_id = w.tenant_id and o.resource = tg_table_name and o.id = w.id;
    return null;
end $$;

create function embedding_unwanted() returns trigger language plpgsql set search_path from current as $$
begin
    delete from embedding_outbox o using former f
     where o.tenant_id = f.tenant_id and o.resource = tg_table_name and o.id = f.id;
    delete from embeddings e using former f
     where e.tenant_id = f.tenant_id and e.resource = tg_table_name and e.id = f.id;
    delete from embedding_dead_letters d using former f
     where d.tenant_id = f.tenant_id and d.resource = tg_table_name and d.resource_id = f.id;
    return null;
end $$;

do $$
declare
    indexed text;
begin
    foreach indexed in array array['documents', 'memories'] loop
        execute format('create trigger embedding_wanted after insert on %I referencing new table as written'
            ' for each statement execute function embedding_wanted()', indexed);
        execute format('create trigger embedding_wanted_anew after update on %I'
            ' referencing old table as former new table as written'
            ' for each statement execute function embedding_wanted_anew()', indexed);
        execute format('create trigger embedding_unwanted after delete on %I referencing old table as former'
            ' for each statement execute function embedding_unwanted()', indexed);
    end loop;
end $$;

-- Documents from before, asked for by the role that sees those of all tenants.
set local role portal_l01_reader;
insert into embedding_outbox (tenant_id, resource, id)
select tenant_id, 'documents', id from documents on conflict do nothing;
reset role;

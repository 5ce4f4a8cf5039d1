-- More of what is folded from events.

create table evaluations (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    agent_id        uuid,
    task_id         uuid,
    evaluation_type text          not null,
    score           numeric(5, 4) not null,
    metrics         jsonb         not null,
    feedback        text,
    metadata        jsonb         not null,
    primary key (tenant_id, id)
);
create index evaluations_by_agent on evaluations (tenant_id, agent_id, evaluation_type, created_at, id) where agent_id is not null;
create index evaluations_by_task on evaluations (tenant_id, task_id, id) where task_id is not null;
create index evaluations_by_type on evaluations (tenant_id, evaluation_type, id);
create index evaluations_by_time on evaluations (tenant_id, created_at);

create table feedback (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    agent_id      uuid,
    task_id       uuid,
    feedback_type text    not null,
    rating        integer,
    content       text,
    metadata      jsonb   not null,
    processed     boolean not null,
    primary key (tenant_id, id)
);
create index feedback_by_agent on feedback (tenant_id, agent_id, id) where agent_id is not null;
create index feedback_by_task on feedback (tenant_id, task_id, id) where task_id is not null;
create index feedback_by_type on feedback (tenant_id, feedback_type, id);
create index feedback_by_time on feedback (tenant_id, created_at);
create index feedback_unprocessed on feedback (tenant_id, id) where not processed;

-- An agent's state in a session; id is the session's.
create table state (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    state jsonb not null,
    primary key (tenant_id, id)
);

create table datasets (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    name        text  not null,
    description text,
    lineage     jsonb not null,
    metadata    jsonb not null,
    splits      jsonb,
    primary key (tenant_id, id)
);
create index datasets_by_name on datasets (tenant_id, name, id);

-- Not folded from events, which tell ids and hashes only: so these go with their dataset by a foreign key.
create table dataset_examples (
    tenant_id uuid not null, dataset_id uuid not null, id uuid not null, created_at timestamptz not null,
    content_hash text  not null,
    group_key    text,
    input        jsonb not null,
    output       jsonb,
    metadata     jsonb not null,
    primary key (tenant_id, id),
    unique (tenant_id, dataset_id, content_hash),
    foreign key (tenant_id, dataset_id) references datasets (tenant_id, id) on delete cascade
);
create index dataset_examples_by_dataset on dataset_examples (tenant_id, dataset_id, id);
create index dataset_examples_by_group on dataset_examples (tenant_id, dataset_id, group_key, id) where group_key is not null;

-- As V4 does it.
do $$
declare
    guarded text;
begin
    foreach guarded in array array['evaluations', 'feedback', 'state', 'datasets', 'dataset_examples'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format(
            'create policy one_tenant on %I to portal_l01_app'
            ' using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)'
            ' with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', guarded);
        execute format('grant select, insert, update, delete on %I to portal_l01_app', guarded);
    end loop;
end $$;

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

-- As V4 does it.
do $$
declare
    guarded text;
begin
    foreach guarded in array array['evaluations', 'feedback', 'state'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format(
            'create policy one_tenant on %I to portal_l01_app'
            ' using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)'
            ' with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', guarded);
        execute format('grant select, insert, update, delete on %I to portal_l01_app', guarded);
    end loop;
end $$;

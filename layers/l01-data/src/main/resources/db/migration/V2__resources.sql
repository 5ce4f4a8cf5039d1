-- Rows folded from events; each could be rebuilt from them. There are no foreign keys between them: what a command
-- refers to is checked against aggregate_heads when it is carried out, and history outlives what it refers to.

create table agents (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    did             text,
    name            text  not null,
    agent_type      text  not null,
    status          text  not null,
    configuration   jsonb not null,
    metadata        jsonb not null,
    resource_limits jsonb not null,
    primary key (tenant_id, id),
    unique (tenant_id, did)
);
create index agents_by_status on agents (tenant_id, status, id);

create table goals (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    agent_id           uuid,
    description        text    not null,
    success_criteria   jsonb   not null,
    status             text    not null,
    priority           integer not null,
    parent_goal_id     uuid,
    input_artifact_ids jsonb   not null,
    error              jsonb,
    metadata           jsonb   not null,
    completed_at       timestamptz,
    primary key (tenant_id, id)
);
create index goals_by_status on goals (tenant_id, status, id);
create index goals_by_parent on goals (tenant_id, parent_goal_id, id) where parent_goal_id is not null;

create table plans (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    goal_id      uuid    not null,
    agent_id     uuid,
    plan_type    text    not null,
    origin       text,
    steps        jsonb   not null,
    status       text    not null,
    current_step integer not null,
    signature    text,
    error        jsonb,
    metadata     jsonb   not null,
    started_at   timestamptz,
    completed_at timestamptz,
    primary key (tenant_id, id)
);
create index plans_by_goal on plans (tenant_id, goal_id, id);
create index plans_by_status on plans (tenant_id, status, id);

create table tasks (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    plan_id        uuid    not null,
    agent_id       uuid,
    name           text    not null,
    description    text,
    task_type      text,
    depends_on     jsonb   not null,
    input_data     jsonb   not null,
    output_data    jsonb,
    error_message  text,
    status         text    not null,
    attempt        integer not null,
    sequence_order integer not null,
    metadata       jsonb   not null,
    started_at     timestamptz,
    completed_at   timestamptz,
    primary key (tenant_id, id)
);
create index tasks_by_plan on tasks (tenant_id, plan_id, id);
create index tasks_by_agent on tasks (tenant_id, agent_id, id) where agent_id is not null;

create table tools (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    name         text    not null,
    description  text,
    tool_type    text    not null,
    schema_def   jsonb   not null,
    permissions  jsonb   not null,
    enabled      boolean not null,
    version_hash text,
    metadata     jsonb   not null,
    primary key (tenant_id, id),
    unique (tenant_id, name)
);

create table tool_executions (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    tool_id       uuid,
    tool_name     text  not null,
    agent_id      uuid,
    call_key      text,
    input_params  jsonb not null,
    output_result jsonb,
    status        text  not null,
    error_message text,
    duration_ms   bigint,
    metadata      jsonb not null,
    started_at    timestamptz,
    completed_at  timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, call_key)
);
create index tool_executions_by_agent on tool_executions (tenant_id, agent_id, id) where agent_id is not null;
create index tool_executions_by_tool on tool_executions (tenant_id, tool_name, id);

create table model_usage (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    agent_id       uuid,
    model_provider text           not null,
    model_name     text           not null,
    input_tokens   bigint         not null,
    output_tokens  bigint         not null,
    latency_ms     bigint,
    cost_estimate  numeric(15, 6) not null,
    call_key       text,
    metadata       jsonb          not null,
    primary key (tenant_id, id),
    unique (tenant_id, call_key)
);
create index model_usage_by_agent on model_usage (tenant_id, agent_id, id) where agent_id is not null;
create index model_usage_by_time on model_usage (tenant_id, created_at);

create table documents (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    title        text   not null,
    content      text,
    content_type text   not null,
    metadata     jsonb  not null,
    tags         text[] not null,
    primary key (tenant_id, id)
);
create index documents_by_tag on documents using gin (tags);

create table artifacts (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    name         text   not null,
    content_type text   not null,
    size         bigint not null,
    sha256       text   not null,
    metadata     jsonb  not null,
    primary key (tenant_id, id)
);
create index artifacts_by_sha256 on artifacts (tenant_id, sha256);

create table sessions (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    agent_id     uuid,
    session_type text  not null,
    status       text  not null,
    context      jsonb not null,
    checkpoint   jsonb,
    primary key (tenant_id, id)
);
create index sessions_by_agent on sessions (tenant_id, agent_id, id) where agent_id is not null;

create table config (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    namespace text  not null,
    key       text  not null,
    value     jsonb not null,
    primary key (tenant_id, id),
    unique (tenant_id, namespace, key)
);

-- A tenant is an aggregate of its own log: tenant_id and id are the same.
create table tenants (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    name     text  not null,
    status   text  not null,
    metadata jsonb not null,
    primary key (tenant_id, id),
    check (tenant_id = id)
);

create table api_keys (
    tenant_id uuid not null, id uuid not null, version bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    name       text   not null,
    principal  text   not null,
    roles      text[] not null,
    tier       text   not null,
    prefix     text   not null,
    expires_at timestamptz,
    key_hash   text   not null,
    primary key (tenant_id, id),
    unique (tenant_id, key_hash)
);
create index api_keys_by_hash on api_keys (key_hash);

-- Working state of plan execution. Every fact about a plan is in L01; what is here can be rebuilt from its events.
create table runs (
    tenant_id    uuid        not null,
    plan_id      uuid        not null,
    goal_id      uuid        not null,
    state        text        not null default 'open' check (state in ('open', 'done')),
    not_before   timestamptz not null default now(),
    lease_owner  text,
    lease_until  timestamptz,
    generation   bigint      not null default 0,
    -- Counts requests to look at the plan again; a run finishes only if none came while it was held.
    attention    bigint      not null default 0,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (tenant_id, plan_id)
);

create index runs_due on runs (not_before) where state = 'open';
create index runs_done on runs (updated_at) where state = 'done';

-- First answers to requests that came with an Idempotency-Key.
create table accepted_goals (
    tenant_id    uuid        not null,
    principal    text        not null,
    key          text        not null,
    goal_id      uuid        not null,
    plan_id      uuid        not null,
    fingerprint  text,
    answered     boolean     not null default false,
    created_at   timestamptz not null default now(),
    primary key (tenant_id, principal, key)
);

create index accepted_goals_age on accepted_goals (created_at);

-- How far this layer has read the feed of all tenants' events.
create table checkpoints (
    follower   text        primary key,
    cursor     text        not null,
    saved_at   timestamptz not null default now()
);

-- The layer works as l05_app, which sees one tenant at a time. Claiming and renewing leases, which is for all tenants,
-- steps into l05_scheduler for the length of a transaction.
do $$
begin
    if not exists (select from pg_roles where rolname = 'l05_app') then
        create role l05_app nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'l05_scheduler') then
        create role l05_scheduler nologin;
    end if;
exception
    when duplicate_object or unique_violation then null;
end
$$;

grant usage on schema ${flyway:defaultSchema} to l05_app, l05_scheduler;
grant select, insert, update, delete on runs, accepted_goals, checkpoints to l05_app;
grant select, update, delete on runs, accepted_goals to l05_scheduler;

alter table runs enable row level security;
alter table runs force row level security;
create policy one_tenant on runs to l05_app
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy all_tenants on runs to l05_scheduler using (true);

alter table accepted_goals enable row level security;
alter table accepted_goals force row level security;
create policy one_tenant on accepted_goals to l05_app
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy all_tenants on accepted_goals to l05_scheduler using (true);

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
    -- Set once the request is answered; until then a retry waits, and after a minute takes over.
    fingerprint  text,
    attempts     integer     not null default 1,
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

-- The layer works as portal_l05_app, which sees one tenant at a time. Claiming and renewing leases, which is for all tenants,
-- steps into portal_l05_scheduler for the length of a transaction.
do $$
declare
    wanted text;
begin
    foreach wanted in array array['portal_l05_app', 'portal_l05_scheduler'] loop
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

grant select, insert, update, delete on runs, accepted_goals, checkpoints to portal_l05_app;
grant select, update, delete on runs, accepted_goals to portal_l05_scheduler;

alter table runs enable row level security;
alter table runs force row level security;
create policy one_tenant on runs to portal_l05_app
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy all_tenants on runs to portal_l05_scheduler using (true);

alter table accepted_goals enable row level security;
alter table accepted_goals force row level security;
create policy one_tenant on accepted_goals to portal_l05_app
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy all_tenants on accepted_goals to portal_l05_scheduler using (true);

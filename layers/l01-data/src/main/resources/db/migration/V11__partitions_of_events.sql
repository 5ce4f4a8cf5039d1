-- The log in parts by month. The table that there was becomes the first part as it is, without a row being copied; nothing an
-- older version says of events changes: same name, same columns, same order. Positions and versions are unique by journal_heads
-- and aggregate_heads under the tenant's lock; the unique keys that each part has serve reading and are unique in it alone.

-- Before anything is locked: the check that V10 added, on what was there.
alter table events validate constraint events_beginning_ends;

alter table events rename to events_beginning;
create sequence events_seq;
do $$
begin
    perform setval('events_seq',
        coalesce(pg_sequence_last_value(pg_get_serial_sequence('events_beginning', 'seq')::regclass), 0) + 1, false);
end $$;
alter table events_beginning alter column seq drop identity;

create table events (like events_beginning including defaults) partition by range (created_at);
alter table events alter column seq set default nextval('events_seq');
alter sequence events_seq owned by events.seq;
grant usage on sequence events_seq to portal_l01_app;

-- What a part is made like, and where an event goes whose month has no part: an append never fails for want of one.
create table events_default (like events_beginning including all);
alter table events_default drop constraint events_beginning_ends;

-- Who may do what with events is said of the whole. Nobody has a right to a part, so none can be read past the whole's policies.
do $$
declare
    said   record;
    whole  regclass := 'events';
    first  regclass := 'events_beginning';
begin
    alter table events enable row level security;
    alter table events force row level security;
    for said in select * from pg_policies where schemaname = current_schema() and tablename = 'events_beginning' loop
        execute format('create policy %I on events as %s for %s to %s %s %s', said.policyname, said.permissive, said.cmd,
            (select string_agg(quote_ident(role), ', ') from unnest(said.roles) as role),
            coalesce('using (' || said.qual || ')', ''), coalesce('with check (' || said.with_check || ')', ''));
        if said.policyname <> 'one_tenant' then
            execute format('drop policy %I on events_beginning', said.policyname);
        end if;
    end loop;
    for said in
        select a.privilege_type, pg_get_userbyid(a.grantee) as grantee from pg_class c, aclexplode(c.relacl) a
         where c.oid = first and a.grantee <> c.relowner
    loop
        execute format('grant %s on events to %I', said.privilege_type, said.grantee);
        execute format('revoke %s on events_beginning from %I', said.privilege_type, said.grantee);
    end loop;
    for said in select tgname, pg_get_triggerdef(oid) as definition from pg_trigger
                 where tgrelid = first and not tgisinternal
    loop
        execute format('drop trigger %I on events_beginning', said.tgname);
        execute replace(said.definition, first::text, whole::text);
    end loop;
    alter table events_default enable row level security;
    alter table events_default force row level security;
    create policy one_tenant on events_default to portal_l01_app
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
    -- The check proves what belongs here, so nothing is read for it.
    execute format('alter table events attach partition events_beginning for values from (minvalue) to (%L)',
        (select (regexp_match(pg_get_constraintdef(oid), '''([^'']+)'''))[1] from pg_constraint
          where conrelid = first and conname = 'events_beginning_ends'));
    alter table events attach partition events_default default;
    alter table events_beginning drop constraint events_beginning_ends;
end $$;

-- Makes the parts of the months to come; what came for one of them before it was there moves into it. As the owner, for L01's
-- roles own nothing; whoever reads for long makes it give up after two seconds, rather than everybody wait for both.
do $$
begin
    execute format($make$
create function make_event_partitions(months integer) returns integer
    language plpgsql security definer set search_path = %1$I, pg_temp set timezone = 'UTC' set datestyle = 'ISO'
    set lock_timeout = '2s' as $body$
declare
    month timestamptz;
    part  text;
    made  integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('l01 event partitions'));
    select max((regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''([^'']+)''\)'))[1]::timestamptz) into month
      from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'events'::regclass;
    while month <= date_trunc('month', now()) + make_interval(months => months) loop
        part := 'events_' || to_char(month, 'YYYY_MM');
        execute format('create table %%I (like events_default including all)', part);
        execute format('alter table %%I enable row level security', part);
        execute format('create policy one_tenant on %%I to portal_l01_app'
            ' using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)'
            ' with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', part);
        alter table events_default no force row level security;
        execute format('with moved as (delete from events_default where created_at >= %%L and created_at < %%L returning *)'
            ' insert into %%I select * from moved', month, month + interval '1 month', part);
        alter table events_default force row level security;
        execute format('alter table %%I force row level security', part);
        execute format('alter table events attach partition %%I for values from (%%L) to (%%L)',
            part, month, month + interval '1 month');
        month := month + interval '1 month';
        made := made + 1;
    end loop;
    return made;
end $body$
    $make$, current_schema());
end $$;
revoke all on function make_event_partitions(integer) from public;
grant execute on function make_event_partitions(integer) to portal_l01_reader;
do $$ begin perform make_event_partitions(3); end $$;

-- Payloads of old events are taken out by a role that may do this and nothing else; the hashes stay.
create policy one_tenant_kept on events to portal_l01_keeper
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, update (payload, archive) on events to portal_l01_keeper;

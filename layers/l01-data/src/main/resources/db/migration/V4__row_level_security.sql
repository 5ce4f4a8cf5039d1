-- Every table with a tenant shows the app one tenant's rows and nothing without one. Later migrations that add a table
-- repeat this for it; a test walks all tables and fails when one is forgotten.
do $$
declare
    guarded text;
begin
    for guarded in
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
    loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format(
            'create policy one_tenant on %I to portal_l01_app'
            ' using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)'
            ' with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', guarded);
        if guarded = 'events' then
            -- What happened cannot be altered.
            execute format('grant select, insert on %I to portal_l01_app', guarded);
        else
            execute format('grant select, insert, update, delete on %I to portal_l01_app', guarded);
        end if;
    end loop;
end $$;

create policy all_tenants on events for select to portal_l01_reader using (true);
create policy all_tenants on tenants for select to portal_l01_reader using (true);
create policy all_tenants on api_keys for select to portal_l01_reader using (true);
create policy all_tenants on idempotency_keys for all to portal_l01_reader using (true);
grant select on events, tenants, api_keys, feed_epoch to portal_l01_reader;
grant select, delete on idempotency_keys to portal_l01_reader;
grant select, update on publishers to portal_l01_reader;
grant select on feed_epoch to portal_l01_app;

create table notes (
    tenant_id uuid not null,
    id uuid not null,
    text text not null,
    primary key (tenant_id, id)
);
alter table notes enable row level security;
create policy one_tenant on notes using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);

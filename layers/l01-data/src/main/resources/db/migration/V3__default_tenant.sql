-- The fixed tenant of the dev profile, as its creation would have recorded it.
insert into events (tenant_id, position, event_id, event_type, aggregate_type, aggregate_id, version, payload, actor,
                    schema_version, created_at, epoch)
values ('01900000-0000-7000-8000-000000000001', 1, '01900000-0000-7000-8000-000000000002', 'tenant.created', 'tenant',
        '01900000-0000-7000-8000-000000000001', 1, '{"name": "default", "status": "active", "metadata": {}}',
        'system:l01', 1, now(), 1);
insert into journal_heads values ('01900000-0000-7000-8000-000000000001', 1);
insert into aggregate_heads (tenant_id, aggregate_type, aggregate_id, version, position, deleted, carried)
values ('01900000-0000-7000-8000-000000000001', 'tenant', '01900000-0000-7000-8000-000000000001', 1, 1, false, '{}');
insert into tenants (tenant_id, id, version, created_at, updated_at, name, status, metadata)
select tenant_id, aggregate_id, 1, created_at, created_at, 'default', 'active', '{}' from events;

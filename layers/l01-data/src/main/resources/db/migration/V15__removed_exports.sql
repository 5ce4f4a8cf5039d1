-- Exports whose file was removed: their rows stay for a while, to say so. An older version beside this one goes on showing them.
alter table exports add column removed_at timestamptz;
create index exports_ended on exports (completed_at) where removed_at is null and status in ('completed', 'failed');
create index exports_removed on exports (removed_at) where removed_at is not null;
grant delete on exports to portal_l01_reader;

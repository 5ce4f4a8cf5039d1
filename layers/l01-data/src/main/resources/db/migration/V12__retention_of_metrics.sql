-- Housekeeping removes measurements that are old, and sees no others. By time across tenants: few blocks have old ones, and
-- they lie together, so an index of blocks does, at next to no cost for each point that is added.
create index metric_points_by_time on metric_points using brin (at);
create policy old on metric_points for all to portal_l01_reader using (at < now() - interval '1 day');
grant select, update, delete on metric_points to portal_l01_reader;

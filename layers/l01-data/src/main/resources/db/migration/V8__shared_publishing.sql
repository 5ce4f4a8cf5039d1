-- Publishing is shared by the instances: each of eight partitions of the tenants has a place in the feed of its own, and a
-- holder until when. An instance of an older version goes on with the row in publishers; what both publish comes twice.
create table publish_partitions (
    name       text        not null,
    partition  smallint    not null check (partition between 0 and 7),
    epoch      integer     not null default 0,
    xid        xid8        not null default '0',
    seq        bigint      not null default 0,
    holder     text,
    held_until timestamptz not null default 'epoch',
    primary key (name, partition)
) with (fillfactor = 50);

-- Whoever publishes, so that each can tell its fair share.
create table publisher_instances (
    name        text        not null,
    instance    text        not null,
    alive_until timestamptz not null,
    primary key (name, instance)
) with (fillfactor = 50);

-- On from where publishing has come.
insert into publish_partitions (name, partition, epoch, xid, seq)
select 'events',
       number,
       coalesce(split_part(nullif(cursor, ''), '-', 1)::integer, 0),
       coalesce(split_part(nullif(cursor, ''), '-', 2)::xid8, '0'),
       coalesce(split_part(nullif(cursor, ''), '-', 3)::bigint, 0)
  from publishers cross join generate_series(0, 7) number
 where name = 'redis';

grant select, update on publish_partitions to portal_l01_reader;
grant select, insert, update, delete on publisher_instances to portal_l01_reader;

create table checkpoints (
    follower text primary key,
    cursor text not null,
    saved_at timestamptz not null default now()
);

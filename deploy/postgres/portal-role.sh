#!/bin/bash
# Run once by the image, when the data folder is new: the role the layers connect as owns their database and is no
# superuser, and the superuser has no password, so that only a shell in this container is one.
set -euo pipefail
# Read by psql, and said on its input, so that the password is on no command line.
psql --no-psqlrc --quiet --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" -v ON_ERROR_STOP=1 <<'SQL'
\set password `cat /secrets/password`
create role portal login createrole createdb password :'password';
create database portal owner portal;
alter role current_user password null;
\connect portal
-- Only a superuser may, where the image has it.
select 'create extension vector' from pg_available_extensions where name = 'vector' \gexec
SQL

-- What happened, once and for ever: read as timeline, audit, live pages and, later, webhooks and the process map.
create table events (
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  name text not null,
  case_id text,
  actor_kind text not null,
  actor_id text,
  facts jsonb not null,
  primary key (xid, id)
);
create index events_of_case on events (case_id, id) where case_id is not null;

create function only_grows() returns trigger language plpgsql as $$
begin
  raise exception '% can only be added to', tg_table_name;
end $$;
create trigger events_only_grow before update or delete or truncate on events for each statement execute function only_grows();

-- The first answer under a client's key, kept with its effect.
create table idempotency_keys (
  owner text not null,
  key text not null,
  request_hash text not null,
  status integer,
  body text,
  created_at timestamptz not null,
  primary key (owner, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Bytes by their content: raw mail and attachments. In the database, so that a commit covers them.
create table files (
  sha256 text primary key,
  size integer not null,
  bytes bytea not null
);
alter table files alter column bytes set storage external;

create table installation (
  singleton boolean primary key default true check (singleton),
  demo boolean not null,
  created_at timestamptz not null default now()
);

create table service_options (
  id text primary key,
  team_id text references teams,
  form text not null check (form in ('written', 'call')),
  name text not null,
  -- The configured level: working minutes until the answer, or until the first call may begin.
  minutes integer not null check (minutes > 0),
  window_minutes integer not null default 0,
  level numeric not null default 0.9,
  is_default boolean not null default false,
  active boolean not null default true,
  position integer not null
);

-- How much a team can give, and the row that whoever takes of it locks.
create table capacities (
  team_id text primary key references teams,
  answers_per_hour numeric not null check (answers_per_hour > 0)
);

-- What a team had promised at an instant, by quarter hours: good enough to quote from, read anew under the lock before anything is agreed.
create table load_snapshots (
  team_id text primary key references teams,
  taken_at timestamptz not null,
  load json not null
);

create table offers (
  id text primary key,
  case_id text references cases,
  visit_id text,
  option_id text not null references service_options,
  team_id text not null references teams,
  form text not null,
  starts_at timestamptz,
  due_at timestamptz not null,
  level numeric not null,
  probability numeric,
  class text,
  inputs jsonb not null,
  offered_at timestamptz not null,
  expires_at timestamptz not null,
  held_until timestamptz,
  extensions smallint not null default 0,
  proven boolean not null default true,
  taken_at timestamptz,
  check ((case_id is null) <> (visit_id is null))
);
create index offers_of_case on offers (case_id, offered_at) where case_id is not null;
create index offers_of_visit on offers (visit_id) where visit_id is not null;
create index offers_held on offers (team_id, held_until) where held_until is not null;

create table promises (
  id text primary key,
  -- The order in which they were given, where several begin in one instant.
  position bigint generated always as identity,
  case_id text not null references cases,
  offer_id text references offers,
  option_id text not null references service_options,
  team_id text not null references teams,
  form text not null,
  state text not null check (state in ('agreed', 'at_risk', 'waiting', 'moved', 'late', 'kept', 'kept_late', 'released')),
  is_default boolean not null default false,
  level numeric not null,
  probability numeric,
  class text,
  agreed_at timestamptz not null,
  starts_at timestamptz,
  due_at timestamptz not null,
  at_risk_at timestamptz,
  late_at timestamptz,
  stopped_at timestamptz,
  stopped_for text,
  ended_at timestamptz,
  cause text,
  moved_by text check (moved_by in ('customer', 'us')),
  reason text,
  previous_id text references promises,
  -- An answer was pressed that can still be called back: until then nobody asks whether it is late.
  pending_until timestamptz,
  -- How it counts in the record of its option, once that is known.
  verdict text check (verdict in ('kept', 'broken')),
  judged_at timestamptz,
  -- When its state has to be looked at next; null when it has ended or its clock is stopped.
  check_at timestamptz,
  check ((ended_at is null) = (state in ('agreed', 'at_risk', 'waiting', 'late')))
);
create index promises_of_case on promises (case_id, position);
create index promises_to_check on promises (check_at) where check_at is not null;
create index promises_load on promises (team_id, due_at) where ended_at is null and form = 'written';
create index promises_record on promises (option_id, judged_at desc) include (verdict) where verdict is not null;
create unique index promises_of_offer on promises (offer_id) where offer_id is not null;
create unique index promises_one_running on promises (case_id) where ended_at is null;

-- A call takes a person for a stretch of time; nobody can be taken twice. A hold of an offer lapses at `until`.
create extension if not exists btree_gist;
create table reservations (
  staff_id text not null references staff,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  promise_id text references promises,
  offer_id text references offers,
  until timestamptz,
  check ((promise_id is null) = (until is not null)),
  exclude using gist (staff_id with =, tstzrange(starts_at, ends_at) with &&)
);
create index reservations_of_promise on reservations (promise_id) where promise_id is not null;
create index reservations_of_offer on reservations (offer_id) where offer_id is not null;

create table call_attempts (
  id text primary key,
  promise_id text not null references promises,
  at timestamptz not null,
  outcome text not null check (outcome in ('reached', 'no_answer', 'busy')),
  staff_id text references staff
);
create index call_attempts_of_promise on call_attempts (promise_id, at);

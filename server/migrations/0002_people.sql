create table company (
  singleton boolean primary key default true check (singleton),
  name text not null,
  zone text not null,
  language text not null
);

create table calendars (
  id text primary key,
  name text not null,
  zone text not null,
  week jsonb not null,
  holidays jsonb not null default '[]',
  extra jsonb not null default '{}'
);

create table teams (
  id text primary key,
  name text not null unique,
  calendar_id text not null references calendars
);

create table staff (
  id text primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  role text not null check (role in ('agent', 'lead', 'manager', 'admin')),
  password_hash text,
  takes_calls boolean not null default false,
  languages text[] not null default '{en}',
  shortcuts text not null default 'letters' check (shortcuts in ('letters', 'off')),
  disabled_at timestamptz
);

create table team_members (
  team_id text not null references teams,
  staff_id text not null references staff,
  primary key (team_id, staff_id)
);
create index team_members_by_person on team_members (staff_id);

create table sessions (
  token_hash text primary key,
  staff_id text not null references staff,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table api_keys (
  id text primary key,
  name text not null,
  role text not null check (role in ('agent', 'lead', 'manager', 'admin')),
  team_ids text[] not null default '{}',
  token_hash text not null unique,
  created_at timestamptz not null,
  last_used_at timestamptz,
  removed_at timestamptz
);

-- Every try to sign in, right or wrong, by whom and from where: hashed, counted, forgotten after a day.
create table sign_in_attempts (
  subject_hash text not null,
  at timestamptz not null
);
create index sign_in_attempts_recent on sign_in_attempts (subject_hash, at);

create table invitations (
  token_hash text primary key,
  staff_id text not null references staff,
  expires_at timestamptz not null,
  used_at timestamptz
);

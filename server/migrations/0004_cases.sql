create sequence case_numbers start 1001;

create table cases (
  id text primary key,
  number integer not null unique default nextval('case_numbers'),
  kind text not null check (kind in ('request', 'complaint', 'wish')),
  state text not null default 'open' check (state in ('open', 'answered', 'accepted', 'withdrawn', 'silent', 'set_aside')),
  channel text not null,
  subject text not null,
  snippet text not null default '',
  language text not null,
  customer_id text not null references customers,
  team_id text not null references teams,
  owner_id text references staff,
  went_wrong text,
  expects text,
  would_put_right text,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  answered_at timestamptz,
  -- Silence after an answer: which notice comes next, and when.
  silent_step smallint not null default 0,
  silent_at timestamptz,
  -- Pushed down by promises: when the nearest one is due, its state, and whether the ball is with the customer.
  due_at timestamptz,
  sort_at timestamptz not null generated always as (coalesce(due_at, timestamptz '9999-12-31 00:00:00+00')) stored,
  danger text,
  waiting boolean not null default false,
  unread boolean not null default true,
  link_version smallint not null default 1,
  version integer not null default 1
);
create index cases_by_due on cases (sort_at, id) where state in ('open', 'answered');
create index cases_of_customer on cases (customer_id, opened_at);
create index cases_of_owner on cases (owner_id, sort_at) where owner_id is not null and state in ('open', 'answered');
create index cases_falling_silent on cases (silent_at) where silent_at is not null;

create table messages (
  id text primary key,
  case_id text not null references cases,
  direction text not null check (direction in ('in', 'out', 'note', 'automatic')),
  channel text not null,
  message_id text,
  from_name text not null default '',
  from_address text not null default '',
  staff_id text references staff,
  customer_id text references customers,
  subject text not null default '',
  text text not null,
  shown_text text not null,
  html text,
  language text,
  marks text[] not null default '{}',
  raw_sha256 text references files,
  created_at timestamptz not null,
  -- A message that can still be called back: pressed, but not yet sent.
  is_answer boolean not null default false,
  sends_at timestamptz,
  words tsvector generated always as (
    to_tsvector('simple', left(from_name || ' ' || from_address || ' ' || subject || ' ' || shown_text, 100000))
  ) stored
);
create index messages_of_case on messages (case_id, created_at, id);
create index messages_by_message_id on messages (message_id) where message_id is not null;
create index messages_by_words on messages using gin (words);
create index messages_to_send on messages (sends_at) where sends_at is not null;

create table attachments (
  id text primary key,
  message_id text not null references messages,
  position integer not null,
  name text not null,
  type text not null,
  size integer not null,
  sha256 text not null references files,
  content_id text
);
create index attachments_of_message on attachments (message_id, position);

create table linked_cases (
  one_id text not null references cases,
  other_id text not null references cases,
  why text not null,
  primary key (one_id, other_id)
);
create index linked_cases_back on linked_cases (other_id);

-- Whoever was handed or mentioned a case sees it, whatever their team.
create table case_guests (
  case_id text not null references cases,
  staff_id text not null references staff,
  primary key (case_id, staff_id)
);
create index case_guests_by_person on case_guests (staff_id);

create table drafts (
  case_id text not null references cases,
  staff_id text not null references staff,
  form text not null check (form in ('answer', 'update', 'note')),
  text text not null,
  saved_at timestamptz not null,
  primary key (case_id, staff_id)
);

-- Who looks at what right now: worth nothing after a crash.
create unlogged table presences (
  case_id text not null,
  staff_id text not null,
  doing text not null,
  seen_at timestamptz not null,
  primary key (case_id, staff_id)
);

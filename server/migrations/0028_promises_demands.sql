-- What was changed because customers asked for it, in sentences they can read, by language.
create table changes (
  id text primary key,
  group_key text not null,
  what text not null check (what in ('menu', 'shifts', 'hours', 'charter', 'other')),
  sentences jsonb not null,
  asked integer not null,
  by_id text,
  made_at timestamptz not null
);
create index changes_by_time on changes (made_at desc, id);

-- What customers asked for that was not among the offers, and what became of it. A row for each time somebody asked.
create table demands (
  id text primary key,
  case_id text not null references cases,
  customer_id text not null references customers,
  team_id text not null references teams,
  product_id text references products,
  organisation_id text references organisations,
  language text,
  form text not null check (form in ('written', 'call')),
  -- What was asked for: an instant (null: words that name none), its local day and hour, and the working minutes until then.
  asked_at timestamptz,
  weekday smallint check (weekday between 1 and 7),
  hour smallint check (hour between 0 and 23),
  lead_minutes integer,
  words text,
  person_id text references staff,
  place text,
  -- The nearest that was offered instead; null where nothing was.
  best_at timestamptz,
  outcome text not null check (outcome in ('granted', 'countered', 'chosen_other', 'to_lead', 'given_up')),
  -- What it is counted under on the manager's page.
  groups text[] not null,
  made_at timestamptz not null,
  settled_at timestamptz,
  -- Which change answered it.
  change_id text references changes
);
create index demands_by_time on demands (made_at desc, id);
create index demands_by_group on demands using gin (groups);
create index demands_open on demands (case_id) where outcome = 'countered';

-- Who is to be told of a change, each person once.
create table change_tellings (
  change_id text not null references changes,
  customer_id text not null references customers,
  case_id text not null references cases,
  told_at timestamptz,
  primary key (change_id, customer_id)
);
create index change_tellings_due on change_tellings (change_id, customer_id) where told_at is null;

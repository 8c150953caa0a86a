-- What was read as an emergency, or raised by a person. Rules only ever raise; only a person sets one down, with why.
create table emergencies (
  id text primary key,
  case_id text not null references cases,
  kind text not null,
  -- The words that told of it, exactly as written: [{messageId, kind, words, from, to}]; no place where they do not stand in a shown text.
  triggers jsonb not null default '[]',
  -- What a person said who raised it by hand.
  words text,
  raised_at timestamptz not null,
  -- Who raised it by hand; both null where the rule did.
  raised_by text references staff,
  raised_key text,
  confirmed_at timestamptz,
  confirmed_by text references staff,
  ended_at timestamptz,
  ended_by text references staff,
  ended_why text check (ended_why in ('not_an_emergency', 'over')),
  check ((ended_at is null) = (ended_why is null))
);
-- One stands on a case at most.
create unique index emergencies_standing on emergencies (case_id) where ended_at is null;
create index emergencies_of_case on emergencies (case_id, raised_at);

alter table cases
  add column emergency text,
  add column emergency_at timestamptz,
  add check ((emergency is null) = (emergency_at is null));
-- Emergencies come before everything that is only due, the longest raised first: a thousand years lie between. By way of a time without a
-- zone, because only there taking years away is the same in every session.
alter table cases alter column sort_at set expression as (
  case when emergency_at is null then coalesce(due_at, timestamptz '9999-12-31 00:00:00+00')
  else (emergency_at at time zone 'UTC' - interval '1000 years') at time zone 'UTC' end);

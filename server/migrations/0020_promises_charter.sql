-- The charter: what is promised to whom, as it was published, version by version. What was published never changes.
create table charters (
  version integer primary key check (version > 0),
  published_at timestamptz not null,
  -- A person or a key; null: Kept itself, at the founding.
  published_by text,
  -- The menu as it was: its active entries, and the hours in which they run.
  entries jsonb not null,
  hours jsonb not null,
  -- What stands beside it, by language and part, whole: a later release that words a default otherwise leaves this as it was.
  texts jsonb not null,
  -- What became different since the version before, and why, in as many languages as it was said.
  changes jsonb not null,
  why jsonb not null,
  asked_by_count integer check (asked_by_count > 0)
);
create trigger charters_only_grow before update or delete or truncate on charters for each statement execute function only_grows();

-- The company's own words for the next version, by part and language. This one row is also what whoever publishes locks.
create table charter_draft (
  singleton boolean primary key default true check (singleton),
  texts jsonb not null default '{}',
  version integer not null default 1,
  changed_at timestamptz,
  changed_by text
);
insert into charter_draft default values;

-- Every promise cites the version that was public when it was given; those from before the first version cite none.
alter table promises add column charter_version integer references charters;
create function promise_cites() returns trigger language plpgsql as $$
begin
  raise exception 'promise % cites the charter it was given under', old.id;
end $$;
create trigger promises_cite before update on promises for each row
  when (old.charter_version is distinct from new.charter_version) execute function promise_cites();

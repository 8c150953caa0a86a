-- What people state: own days and the place whose public holidays count. `holidays` and `extra` stay what the rules read, derived at every save.
alter table calendars
  add column country text,
  add column region text,
  add column open_on text[] not null default '{}',
  add column days jsonb not null default '[]',
  add column place_days jsonb not null default '[]',
  add column placed_year integer,
  add column version integer not null default 1,
  add column changed_at timestamptz,
  add column changed_by text;

-- What older calendars held becomes what somebody stated.
update calendars set days =
  coalesce((select jsonb_agg(jsonb_build_object('date', d, 'name', '', 'hours', '[]'::jsonb) order by d)
    from jsonb_array_elements_text(holidays) d where not extra ? d), '[]')
  || coalesce((select jsonb_agg(jsonb_build_object('date', e.key, 'name', '', 'hours', e.value) order by e.key) from jsonb_each(extra) e), '[]');

create index teams_by_calendar on teams (calendar_id);

alter table staff add column skills text[] not null default '{}';

-- Nobody's row: they follow the hours of their team.
create table shifts (
  staff_id text primary key references staff,
  zone text,
  week jsonb,
  days jsonb not null default '[]',
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by text
);

create table absences (
  id text primary key,
  staff_id text not null references staff,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  zone text not null,
  reason text not null check (reason in ('vacation', 'ill', 'training', 'other')),
  recorded_at timestamptz not null,
  recorded_by text,
  check (ends_at > starts_at),
  constraint absences_apart exclude using gist (staff_id with =, tstzrange(starts_at, ends_at) with &&)
);

-- Five forms of a promise: an answer in writing, a call, word of how it stands, the matter settled, a lead's answer.
alter table service_options drop constraint service_options_form_check;
alter table service_options add check (form in ('written', 'call', 'update', 'resolution', 'escalation'));
alter table service_options
  -- What whoever does it must be able to do; null: anybody of the team.
  add column skill text,
  -- Whether whoever does it must speak the customer's language. Whoever calls always does.
  add column in_language boolean not null default false,
  -- Who may choose it: everybody, or only customers whose address is proven.
  add column choosers text not null default 'everyone' check (choosers in ('everyone', 'proven')),
  add column version integer not null default 1;

alter table promises add check (form in ('written', 'call', 'update', 'resolution', 'escalation'));
-- What its time was made from, kept with the promise whether an offer was written down for it or not.
alter table promises add column inputs jsonb;
update promises p set inputs = o.inputs from offers o where o.id = p.offer_id;

-- A case has one running promise of a track: the answer (in writing or by call), and beside it word of how it stands, the matter settled, a lead's answer.
drop index promises_one_running;
alter table promises add column track text generated always as (case when form in ('written', 'call') then 'answer' else form end) stored;
create unique index promises_one_running on promises (case_id, track) where ended_at is null;

-- What was said stands: the clock moves a promise's state, and a stopped clock its due time; nothing else of it ever changes.
create function promise_stands() returns trigger language plpgsql as $$
begin
  if (old.case_id, old.option_id, old.team_id, old.form, old.is_default, old.level, old.agreed_at)
    is distinct from (new.case_id, new.option_id, new.team_id, new.form, new.is_default, new.level, new.agreed_at)
    or (old.probability, old.class, old.inputs, old.starts_at, old.offer_id, old.previous_id)
    is distinct from (new.probability, new.class, new.inputs, new.starts_at, new.offer_id, new.previous_id)
    or (old.due_at <> new.due_at and old.state <> 'waiting')
    or old.ended_at is not null then
    raise exception 'promise % stands as it was given', old.id;
  end if;
  return new;
end $$;
create trigger promises_stand before update on promises for each row execute function promise_stands();
create trigger promises_only_grow before delete or truncate on promises for each statement execute function only_grows();

-- One model of what is taken of a team, for writing and for calls. Written work is so many units to be done before `ends_at`; a call is one
-- person (`staff_id`) from `starts_at` to `ends_at`, and the database lets no two stretches of a person overlap. `skill` and `language` say
-- what whoever does it must have. A hold lapses at `until`; what a promise has reserved stays until it ends. Beyond what is feasible
-- something is taken only as a decision that is recorded (`overbooked`).
alter table reservations rename to call_reservations;
create table reservations (
  id bigint generated always as identity primary key,
  team_id text not null references teams,
  -- Whose it is: of a case and its track, or of a visit that is not a case yet.
  case_id text references cases,
  track text not null default 'answer' check (track in ('answer', 'update', 'resolution', 'escalation')),
  visit_id text,
  staff_id text references staff,
  skill text,
  language text,
  units real not null default 1 check (units > 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  promise_id text unique references promises,
  offer_id text references offers,
  until timestamptz,
  overbooked boolean not null default false,
  check ((promise_id is null) = (until is not null)),
  exclude using gist (staff_id with =, tstzrange(starts_at, ends_at) with &&) where (staff_id is not null and not overbooked)
);
insert into reservations (team_id, case_id, visit_id, staff_id, starts_at, ends_at, promise_id, offer_id, until)
  select coalesce(p.team_id, o.team_id), coalesce(p.case_id, o.case_id), o.visit_id, r.staff_id, r.starts_at, r.ends_at, r.promise_id, r.offer_id, r.until
  from call_reservations r left join promises p on p.id = r.promise_id left join offers o on o.id = r.offer_id;
insert into reservations (team_id, case_id, starts_at, ends_at, promise_id)
  select team_id, case_id, agreed_at, due_at, id from promises where ended_at is null and form = 'written';
drop table call_reservations;
create index reservations_of_team on reservations (team_id, ends_at) where staff_id is null;
create index reservations_of_staff on reservations (staff_id, ends_at) where staff_id is not null;
create index reservations_of_offer on reservations (offer_id) where offer_id is not null;
create index reservations_of_case on reservations (case_id) where case_id is not null;
create index reservations_of_visit on reservations (visit_id) where visit_id is not null;
drop index promises_load;

-- Who of the team is there in the coming weeks, as the load beside it was taken.
alter table load_snapshots add column people json;
truncate load_snapshots;
insert into load_snapshots (team_id, taken_at, load) select team_id, 'epoch', '[]' from capacities;

-- The record of teams and weeks reads what was judged lately.
create index promises_judged on promises (judged_at) include (team_id, form, verdict) where verdict is not null;

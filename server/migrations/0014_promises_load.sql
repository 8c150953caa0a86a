-- A team's load by five minutes, so that promising costs the same however much is open. Whoever reserves or frees writing only adds a line;
-- who holds the team's lock adds the lines up. Load is buckets and lines together, and always exact.
create table load_buckets (
  team_id text not null,
  due_at timestamptz not null,
  skill text not null,
  language text not null,
  units numeric not null,
  primary key (team_id, due_at, skill, language)
);
create table load_lines (
  id bigint generated always as identity primary key,
  team_id text not null,
  due_at timestamptz not null,
  skill text not null,
  language text not null,
  units numeric not null
);
create index load_lines_of_team on load_lines (team_id);

alter table reservations alter column units type numeric;
create index reservations_lapsing on reservations (team_id, until) where until is not null and staff_id is null;
drop index reservations_of_team;

create function five_minutes(at timestamptz) returns timestamptz language sql immutable as $$
  select date_bin('5 minutes', at, timestamptz '2000-01-01 00:00:00+00')
$$;

create function reservation_weighs() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.staff_id is null then
    insert into load_lines (team_id, due_at, skill, language, units)
    values (old.team_id, five_minutes(old.ends_at), coalesce(old.skill, ''), coalesce(old.language, ''), -old.units);
  end if;
  if tg_op <> 'DELETE' and new.staff_id is null then
    insert into load_lines (team_id, due_at, skill, language, units)
    values (new.team_id, five_minutes(new.ends_at), coalesce(new.skill, ''), coalesce(new.language, ''), new.units);
  end if;
  return null;
end $$;
create trigger reservations_weigh after insert or delete on reservations for each row execute function reservation_weighs();
create trigger reservations_weigh_anew after update of ends_at, team_id, staff_id, units on reservations
  for each row when (old.ends_at <> new.ends_at or old.team_id <> new.team_id) execute function reservation_weighs();

insert into load_buckets (team_id, due_at, skill, language, units)
  select team_id, five_minutes(ends_at), coalesce(skill, ''), coalesce(language, ''), sum(units) from reservations where staff_id is null group by 1, 2, 3, 4;

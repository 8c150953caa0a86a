-- The chance of keeping a promise: when it will have fallen under half the stated level if nothing else changes, and what brought it down.
alter table promises
  add column falls_at timestamptz,
  add column because text check (because in ('time', 'queue', 'absence', 'hand_over', 'reopened'));

-- When the running promises of a team were last held against what the team can do, and what has changed since.
create table team_estimates (
  team_id text primary key references teams,
  estimated_at timestamptz not null,
  because text
);
create index promises_at_stake on promises (team_id, due_at) where state in ('agreed', 'at_risk');

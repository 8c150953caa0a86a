-- An organisation is a company we serve, or a department of our own: then a team of ours is behind it, and serves the others as they serve it.
alter table organisations
  add column kind text not null default 'company' check (kind in ('company', 'department')),
  add column team_id text references teams,
  -- The person of ours who stands behind it by name.
  add column named_staff_id text references staff,
  add column version integer not null default 1,
  add check ((kind = 'department') = (team_id is not null));
create unique index organisations_of_team on organisations (team_id) where team_id is not null;
create index organisations_by_name on organisations (name, id);

create table projects (
  id text primary key,
  organisation_id text not null references organisations,
  name text not null,
  named_staff_id text references staff,
  active boolean not null default true,
  version integer not null default 1,
  unique (organisation_id, name)
);

-- What a person may do for their organisation: see only what they asked, what their projects asked, or all; and sign agreements.
alter table customers
  add column sees text not null default 'own' check (sees in ('own', 'projects', 'organisation')),
  add column signs boolean not null default false,
  add check (organisation_id is not null or (sees = 'own' and not signs));
create index customers_of_organisation on customers (organisation_id, name, id) where organisation_id is not null;

create table project_contacts (
  project_id text not null references projects,
  customer_id text not null references customers,
  primary key (project_id, customer_id)
);
create index project_contacts_by_person on project_contacts (customer_id);

-- Which teams know an organisation: those that had a case of it, and those of whoever added it. What others ask is not theirs to read.
create table organisation_teams (
  organisation_id text not null references organisations,
  team_id text not null references teams,
  primary key (organisation_id, team_id)
);

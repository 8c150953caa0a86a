-- Whom a case belongs to beside the person, and what it is about.
alter table cases
  add column organisation_id text references organisations,
  add column project_id text references projects,
  add column product_id text references products,
  -- Where it stands in the order of work among cases that are not pressing: 1 cannot wait, 2 ordinary, 3 paperwork.
  add column weight smallint not null default 2 check (weight between 1 and 3);
update cases c set organisation_id = cu.organisation_id from customers cu where cu.id = c.customer_id and cu.organisation_id is not null;
create index cases_of_organisation on cases (organisation_id, opened_at, id) where organisation_id is not null;
create index cases_of_project on cases (project_id, opened_at, id) where project_id is not null;
create index cases_of_product on cases (product_id, opened_at, id) where product_id is not null;
insert into organisation_teams (organisation_id, team_id) select distinct organisation_id, team_id from cases where organisation_id is not null;

-- What the company sells, a service too. Its pace is what its own customers say of matters about it; why is said in words.
create table products (
  id text primary key,
  name text not null unique,
  kind text not null check (kind in ('product', 'service')),
  pace text not null default 'ordinary' check (pace in ('urgent', 'ordinary', 'paperwork')),
  pace_because text not null default '',
  -- A person decided it; what the customers say is shown beside it then and changes nothing.
  pace_decided boolean not null default false,
  active boolean not null default true,
  position integer not null generated always as identity,
  version integer not null default 1
);

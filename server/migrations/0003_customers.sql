create table organisations (
  id text primary key,
  name text not null
);

create table customers (
  id text primary key,
  name text not null,
  -- The address they are written to; every address of theirs is a row of its own.
  email text,
  phone text,
  language text,
  zone text,
  organisation_id text references organisations,
  created_at timestamptz not null
);
create index customers_by_phone on customers (phone) where phone is not null;

-- One address belongs to one person. Proven: they acted from a page that only this address was told of.
create table addresses (
  address text primary key check (address = lower(address)),
  customer_id text not null references customers,
  proven_at timestamptz,
  bouncing_since timestamptz
);
create index addresses_of_customer on addresses (customer_id);

-- Six digits mailed to an address: five tries, fifteen minutes, once.
create table codes (
  id text primary key,
  address text not null,
  code_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz
);
create index codes_recent on codes (address, created_at);

-- A browser in which somebody typed the code: it sees that person's cases.
create table portal_sessions (
  token_hash text primary key,
  customer_id text not null references customers,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

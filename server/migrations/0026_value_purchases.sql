-- What customers bought: told to staff as care, and never a reason for what is offered or who comes first.
create table purchases (
  id text primary key,
  customer_id text not null references customers,
  product_id text references products,
  -- Minor units of the currency (cents); what was given back is below zero.
  amount_minor bigint not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  bought_at timestamptz not null,
  channel text not null default '',
  -- What the shop calls it: the same purchase sent again changes nothing.
  external_id text not null unique,
  created_at timestamptz not null
);
create index purchases_of_customer on purchases (customer_id, bought_at, id) include (currency, amount_minor);

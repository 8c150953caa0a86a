create table responses (
  id text primary key,
  case_id text not null unique references cases,
  customer_id text not null references customers,
  score smallint not null check (score between 1 and 5),
  text text,
  created_at timestamptz not null
);

-- What the customers of a product say matters most about it, and how soon they needed it: asked after a case, never of people.
alter table responses
  add column product_id text references products,
  add column matter text check (matter in ('time', 'result', 'person', 'price', 'information', 'kindness')),
  add column pace text check (pace in ('urgent', 'ordinary', 'paperwork'));
create index responses_of_product on responses (product_id, created_at) include (matter, pace) where product_id is not null;

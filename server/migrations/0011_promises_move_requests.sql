-- We move a promise only with a reason and the customer's consent: what we ask, and what they said. Until they agree the old time stands.
create table move_requests (
  id text primary key,
  case_id text not null references cases,
  promise_id text not null references promises,
  offer_id text not null references offers,
  reason text not null,
  asked_by text references staff,
  asked_at timestamptz not null,
  answer text check (answer in ('agreed', 'declined', 'withdrawn')),
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null))
);
create unique index move_requests_open on move_requests (promise_id) where answer is null;
create index move_requests_of_case on move_requests (case_id, asked_at);

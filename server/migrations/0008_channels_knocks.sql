-- Every knock of somebody nobody knows yet (a visit opened, a code or a link asked for), by whom and what: hashed, counted, forgotten after a day.
create table knocks (
  subject_hash text not null,
  at timestamptz not null
);
create index knocks_recent on knocks (subject_hash, at);
create index knocks_by_age on knocks (at);

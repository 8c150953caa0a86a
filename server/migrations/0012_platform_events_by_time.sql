-- Whoever remembers the last weeks finds where they begin; as small as an index can be, because entries come in the order of time.
create index events_by_time on events using brin (at);

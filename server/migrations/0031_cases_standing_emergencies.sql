-- Emergencies that stand, also on a case that has ended: a handful, found without looking through what is open.
create index cases_in_emergency on cases (sort_at, id) where emergency is not null;

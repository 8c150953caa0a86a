-- Cases that do not press yet are worked on by weight: what cannot wait, the ordinary, then paperwork; inside each by what is due first.
create index cases_by_weight on cases (weight, sort_at, id) where state in ('open', 'answered');

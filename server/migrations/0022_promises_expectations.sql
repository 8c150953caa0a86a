-- What a customer expects of a case beside what we could do when they said so, and what came of it. Where it counts is copied, so that it
-- stays there whoever has the case later.
create table expectations (
  case_id text primary key references cases,
  team_id text not null references teams,
  product_id text references products,
  organisation_id text references organisations,
  -- By when, as an instant and in their words; how, null: either way.
  by_at timestamptz,
  by_words text,
  form text check (form in ('written', 'call')),
  -- Whether they said what result they expect, or what would put it right.
  asks_result boolean not null,
  stated_at timestamptz not null,
  -- The soonest we could then, in that form where there was one; null: nothing could be promised.
  able_at timestamptz,
  able_form text check (able_form in ('written', 'call')),
  -- When it was done, once the customer took it as the end of the matter.
  met_at timestamptz,
  -- How much later than expected, in minutes; nothing where there was no hour.
  opening_gap_minutes integer generated always as (
    case when able_at <= by_at then 0 else ceil(extract(epoch from able_at - by_at) / 60)::integer end) stored,
  closing_gap_minutes integer generated always as (
    case when met_at <= by_at then 0 else ceil(extract(epoch from met_at - by_at) / 60)::integer end) stored,
  -- Whether it was exactly what they asked for: their own word.
  asked_for text check (asked_for in ('exactly', 'partly', 'not'))
);
create index expectations_stated on expectations (stated_at) include (team_id, product_id, organisation_id);

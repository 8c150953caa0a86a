-- A standing level with one party: an organisation or a person, for all they ask or only for one project, one product, or both. What it says is
-- in its versions; the three text columns are how the few that can concern a case are found, however many there are.
create table agreements (
  id text primary key,
  organisation_id text references organisations,
  customer_id text references customers,
  project_id text references projects,
  product_id text references products,
  opened_at timestamptz not null,
  party text not null generated always as (coalesce(organisation_id, customer_id)) stored,
  project text not null generated always as (coalesce(project_id, '')) stored,
  product text not null generated always as (coalesce(product_id, '')) stored,
  check ((organisation_id is null) <> (customer_id is null)),
  check (project_id is null or organisation_id is not null)
);
create unique index agreements_of_party on agreements (party, project, product);
create trigger agreements_only_grow before delete or truncate on agreements for each statement execute function only_grows();

-- What one side proposes and both sign. `hours` are the working hours that were agreed, as they were then. Open until `settled_at`: signed by
-- both, declined, or replaced by a counter-proposal. In force from `begins_at` until `ends_at`, and never two of one agreement at an instant.
create table agreement_versions (
  id text primary key,
  agreement_id text not null references agreements,
  version integer not null check (version > 0),
  terms jsonb not null,
  hours jsonb,
  proposed_by text not null check (proposed_by in ('us', 'them')),
  proposed_by_id text,
  proposed_at timestamptz not null,
  note text not null default '',
  our_signer_id text references staff,
  we_signed_at timestamptz,
  their_signer_id text references customers,
  they_signed_at timestamptz,
  declined_by text check (declined_by in ('us', 'them')),
  declined_by_id text,
  declined_at timestamptz,
  reason text,
  settled_at timestamptz,
  begins_at timestamptz,
  ends_at timestamptz,
  ended_by text check (ended_by in ('us', 'them')),
  ended_by_id text,
  ended_at timestamptz,
  unique (agreement_id, version),
  check ((we_signed_at is null) = (our_signer_id is null)),
  check ((they_signed_at is null) = (their_signer_id is null)),
  check ((begins_at is not null) = (we_signed_at is not null and they_signed_at is not null)),
  check (declined_at is null or begins_at is null),
  check (settled_at is not null or (begins_at is null and declined_at is null)),
  check (ends_at >= begins_at),
  exclude using gist (agreement_id with =, tstzrange(begins_at, ends_at) with &&) where (begins_at is not null)
);
create unique index agreement_versions_open on agreement_versions (agreement_id) where settled_at is null;
create index agreement_versions_signed on agreement_versions (agreement_id, begins_at) where begins_at is not null;

-- What was proposed stands, a signature and a refusal stand; what ends may only end sooner.
create function agreement_stands() returns trigger language plpgsql as $$
begin
  if (old.agreement_id, old.version, old.terms, old.hours, old.proposed_by, old.proposed_by_id, old.proposed_at, old.note)
    is distinct from (new.agreement_id, new.version, new.terms, new.hours, new.proposed_by, new.proposed_by_id, new.proposed_at, new.note)
    or (old.we_signed_at is not null and (old.our_signer_id, old.we_signed_at) is distinct from (new.our_signer_id, new.we_signed_at))
    or (old.they_signed_at is not null and (old.their_signer_id, old.they_signed_at) is distinct from (new.their_signer_id, new.they_signed_at))
    or (old.settled_at is not null and (old.settled_at, old.declined_at, old.begins_at) is distinct from (new.settled_at, new.declined_at, new.begins_at))
    or (old.begins_at is not null and old.ends_at is not null and (new.ends_at is null or new.ends_at > old.ends_at)) then
    raise exception 'version % of agreement % stands as it was given', old.version, old.agreement_id;
  end if;
  return new;
end $$;
create trigger agreement_versions_stand before update on agreement_versions for each row execute function agreement_stands();
create trigger agreement_versions_only_grow before delete or truncate on agreement_versions for each statement execute function only_grows();

-- Which version a promise was given under: part of what its time was made from, and as unchangeable.
alter table promises add column agreement_version_id text
  generated always as (inputs ->> 'agreementVersionId') stored references agreement_versions;
create index promises_under_agreement on promises (agreement_version_id, verdict) where agreement_version_id is not null;

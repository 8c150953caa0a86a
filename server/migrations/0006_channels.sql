create table mailboxes (
  id text primary key,
  -- The first one speaks for whatever has no mailbox of its own.
  nth integer not null unique generated always as identity,
  team_id text not null references teams,
  address text not null unique check (address = lower(address))
);
create index mailboxes_of_team on mailboxes (team_id, nth);

create table mailbox_addresses (
  address text primary key check (address = lower(address)),
  mailbox_id text not null references mailboxes
);

-- Every mail that was answered 250: its raw source, and what became of it.
create table received_mails (
  id text primary key,
  mailbox_id text not null references mailboxes,
  message_id text not null,
  content_hash text not null,
  raw_sha256 text not null references files,
  size integer not null,
  mail_from text not null,
  recipients text[] not null,
  from_address text not null default '',
  subject text not null default '',
  received_at timestamptz not null,
  case_id text references cases,
  set_aside_because text,
  unique (mailbox_id, message_id, content_hash)
);
create index received_mails_set_aside on received_mails (received_at, id) where set_aside_because is not null and case_id is null;
create index received_mails_of_case on received_mails (case_id, received_at) where case_id is not null;

-- The queue of mail to send is the mail itself: what was said, to whom, and how far it got.
create table outgoing_mails (
  id text primary key,
  case_id text references cases,
  case_message_id text references messages,
  kind text not null,
  message_id text not null unique,
  in_reply_to text,
  refs text[] not null default '{}',
  to_name text not null default '',
  to_address text not null,
  from_name text not null,
  from_address text not null,
  reply_to text not null,
  language text not null,
  subject text not null,
  text text not null,
  html text not null,
  calendar text,
  automatic boolean not null,
  auto_submitted text check (auto_submitted in ('auto-replied', 'auto-generated')),
  state text not null check (state in ('queued', 'sent', 'failed', 'withheld', 'bounced', 'digested')),
  attempts integer not null default 0,
  next_at timestamptz,
  because text,
  created_at timestamptz not null,
  sent_at timestamptz,
  bounced_at timestamptz,
  check ((state in ('queued', 'withheld')) = (next_at is not null))
);
create index outgoing_mails_due on outgoing_mails (next_at) where state = 'queued';
create index outgoing_mails_of_case on outgoing_mails (case_id, created_at) where case_id is not null;
create index outgoing_mails_recent on outgoing_mails (to_address, created_at);
create index outgoing_mails_withheld on outgoing_mails (next_at) where state = 'withheld';

-- How much an address got lately, counted by one at a time: without the lock two mails at once would both be the last one allowed.
create function mail_load(wanted text, wanted_case text, at timestamptz)
returns table (hour integer, burst integer, day integer, bouncing boolean) language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(wanted, 7336));
  return query
    select count(*) filter (where m.created_at > at - interval '1 hour')::integer,
      count(*) filter (where m.created_at > at - interval '10 minutes' and m.case_id = wanted_case)::integer,
      count(*)::integer,
      coalesce((select l.bounced_at > at - interval '7 days' from outgoing_mails l
        where l.to_address = wanted and l.state in ('sent', 'bounced') order by l.created_at desc, l.id desc limit 1), false)
    from outgoing_mails m
    where m.to_address = wanted and m.automatic and m.created_at > at - interval '1 day' and m.state in ('queued', 'sent', 'bounced');
end $$;

-- What a visitor said on the form before there is a case: nothing typed is lost.
create table visits (
  id text primary key,
  token_hash text not null unique,
  said jsonb not null,
  language text not null,
  zone text not null,
  team_id text not null references teams,
  case_id text references cases,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table visit_files (
  visit_id text not null references visits,
  position integer not null,
  name text not null,
  type text not null,
  size integer not null,
  sha256 text not null references files,
  primary key (visit_id, position)
);

create table mailboxes (
  id text primary key,
  team_id text not null references teams,
  address text not null unique
);

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
  case_message_id text references messages,
  set_aside_because text,
  unique (mailbox_id, message_id, content_hash)
);
create index received_mails_set_aside on received_mails (received_at, id) where set_aside_because is not null;

-- The queue of mail to send is the mail itself: what was said, to whom, and how far it got.
create table outgoing_mails (
  id text primary key,
  case_id text references cases,
  case_message_id text references messages,
  kind text not null,
  message_id text not null unique,
  in_reply_to text,
  to_name text not null default '',
  to_address text not null,
  from_address text not null,
  language text not null,
  subject text not null,
  text text not null,
  html text not null,
  calendar text,
  automatic boolean not null,
  state text not null check (state in ('queued', 'sent', 'failed', 'withheld', 'bounced')),
  attempts integer not null default 0,
  next_at timestamptz,
  because text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index outgoing_mails_due on outgoing_mails (next_at) where state = 'queued';
create index outgoing_mails_of_case on outgoing_mails (case_id, created_at);
create index outgoing_mails_of_message on outgoing_mails (case_message_id) where case_message_id is not null;
create index outgoing_mails_recent on outgoing_mails (to_address, created_at) where automatic;
create index outgoing_mails_withheld on outgoing_mails (to_address) where state = 'withheld';

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

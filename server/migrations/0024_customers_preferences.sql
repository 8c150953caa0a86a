-- What a person told us about how they like to be served. Each column has a reader: staff before they call or write, and the letters that can wait.
alter table customers
  add column prefers text check (prefers in ('written', 'call')),
  -- By their own clock; the span may go over midnight.
  add column quiet_from time,
  add column quiet_to time,
  -- Whether they hear that a case was put to rest after two unanswered reminders.
  add column rest_notice boolean not null default true,
  add check ((quiet_from is null) = (quiet_to is null) and quiet_from is distinct from quiet_to or quiet_from is null and quiet_to is null);

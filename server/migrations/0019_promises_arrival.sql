-- Help that was sent to somebody in an emergency, and by when it reaches them. A person decides it: it comes from no menu, and takes nothing of
-- what a team can write.
alter table promises drop constraint promises_form_check;
alter table promises
  add constraint promises_form_check check (form in ('written', 'call', 'update', 'resolution', 'escalation', 'arrival')),
  alter column option_id drop not null,
  add check ((option_id is null) = (form = 'arrival'));

-- What the promise is about whose clock a case shows: pushed down by promises, so that the inbox says it without a join.
alter table cases add column due_form text;
update cases c set due_form = (select form from promises p where p.case_id = c.id and p.ended_at is null order by p.state = 'waiting', p.due_at limit 1);

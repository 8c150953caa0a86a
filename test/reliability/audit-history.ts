import type { Database } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

/** A7: every change of a case has its entry (the opening is that of the first message) and every entry its change; state and owner recomputed from the history equal the stored ones. */
export async function auditHistory(database: Database): Promise<string[]> {
  const gaps = await database.many<{ what: string }>(sql`
    with told as materialized (select name, case_id, facts->>'messageId' as message_id, facts->>'promiseId' as promise_id, facts->>'mailId' as mail_id from events)
    select 'case ' || c.id || ' was opened ' || count(t.case_id) || ' times' as what from cases c left join told t on t.case_id = c.id and t.name = 'case.opened' group by c.id having count(t.case_id) <> 1
    union all select 'message ' || m.id || ' (' || m.direction || ') has ' || count(t.message_id) || ' beginnings' from messages m
      left join told t on t.message_id = m.id and t.name = case m.direction when 'in' then 'case.message_received' when 'note' then 'case.noted' else 'case.message_sending' end
      where m.direction <> 'automatic' group by m.id, m.direction
      having count(t.message_id) <> (m.id not in (select distinct on (case_id) id from messages where direction = 'in' order by case_id, created_at, id))::int
    union all select 'message ' || m.id || ' went out ' || count(t.message_id) || ' times' from messages m
      left join told t on t.message_id = m.id and t.name = 'case.message_sent'
      where m.direction = 'out' group by m.id, m.sends_at having count(t.message_id) <> (m.sends_at is null)::int
    union all select 'promise ' || p.id || ' was agreed ' || count(t.promise_id) || ' times' from promises p
      left join told t on t.promise_id = p.id and t.name = 'promise.agreed' group by p.id having count(t.promise_id) <> 1
    union all select 'promise ' || p.id || ' ended ' || count(t.promise_id) || ' times' from promises p
      left join told t on t.promise_id = p.id and t.name in ('promise.kept', 'promise.kept_late', 'promise.moved', 'promise.released')
      group by p.id, p.ended_at having count(t.promise_id) <> (p.ended_at is not null)::int
    union all select 'mail ' || o.id || ' was queued ' || count(t.mail_id) || ' times' from outgoing_mails o
      left join told t on t.mail_id = o.id and t.name in ('mail.queued', 'mail.withheld') where o.attempts > 0 group by o.id having count(t.mail_id) <> 1
    union all select 'mail ' || o.id || ' was sent ' || count(t.mail_id) || ' times' from outgoing_mails o
      left join told t on t.mail_id = o.id and t.name = 'mail.sent' group by o.id, o.sent_at having count(t.mail_id) <> (o.sent_at is not null)::int
    union all select 'entry ' || t.name || ' is about message ' || t.message_id || ' that is not there' from told t
      left join messages m on m.id = t.message_id where t.message_id is not null and m.id is null
      and not exists (select from told u where u.message_id = t.message_id and u.name = 'case.message_undone')
    union all select 'entry ' || t.name || ' is about case ' || t.case_id || ' that is not there' from told t left join cases c on c.id = t.case_id where t.case_id is not null and c.id is null
    union all select 'entry ' || t.name || ' is about promise ' || t.promise_id || ' that is not there' from told t left join promises p on p.id = t.promise_id where t.promise_id is not null and p.id is null`)
  return [...gaps.map(({ what }) => `A7 ${what}`), ...(await auditCourse(database))]
}

const stateAfter: Record<string, string> = {
  'case.opened': 'open',
  'case.answered': 'answered',
  'case.accepted': 'accepted',
  'case.rejected': 'open',
  'case.withdrawn': 'withdrawn',
  'case.reopened': 'open',
  'case.silent': 'silent',
  'case.set_aside': 'set_aside',
  'case.taken_back': 'open',
}

async function auditCourse(database: Database): Promise<string[]> {
  const cases = await database.many<{ id: string; state: string; ownerId: string | null }>(sql`select id, state, owner_id from cases`)
  const entries = await database.many<{ caseId: string; name: string; person: string | null }>(sql`
    select case_id, name, case name when 'case.claimed' then facts->>'staffId' when 'case.handed_over' then facts->>'to' end as person
    from events where case_id is not null and name like 'case.%' order by id`)
  const found = new Map<string, { state: string; ownerId: string | null }>()
  for (const { caseId, name, person } of entries) {
    const it = found.get(caseId) ?? { state: '', ownerId: null }
    it.state = stateAfter[name] ?? it.state
    if (person !== null) it.ownerId = person.startsWith('staff_') ? person : null
    found.set(caseId, it)
  }
  return cases.flatMap(({ id, state, ownerId }) => {
    const told = found.get(id)
    const isSame = told?.state === state && told.ownerId === ownerId
    return isSame ? [] : [`A7 case ${id} is ${state}, owned by ${ownerId}; its history says ${told?.state}, ${told?.ownerId}`]
  })
}

/** A8: the clock that was pushed down into a case is the one of the running promise that presses most, and an open case always has one. */
export async function auditClocks(database: Database): Promise<string[]> {
  const rows = await database.many<{ id: string; stored: string; found: string }>(sql`
    select c.id, concat_ws(' ', c.due_at, c.danger, c.waiting) as stored, concat_ws(' ', p.due_at, p.state, coalesce(p.state = 'waiting', false)) as found
    from cases c left join lateral (
      select id, due_at, state from promises where case_id = c.id and ended_at is null order by state = 'waiting', due_at limit 1) p on true
    where c.due_at is distinct from p.due_at or c.danger is distinct from p.state or c.waiting is distinct from coalesce(p.state = 'waiting', false)
      or c.state = 'open' and p.id is null`)
  return rows.map(({ id, stored, found }) => `A8 case ${id} shows "${stored}"; its promises say "${found}"`)
}

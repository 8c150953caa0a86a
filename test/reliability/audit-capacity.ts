import type { Database } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { type LedgerEntry, replayLedger } from '../../server/promises/rules/ledger.ts'

/** A9: what runs is reserved once and what has ended not at all, the load is the sum of what is reserved, and nobody is taken twice by accident. */
export async function auditCapacity(database: Database): Promise<string[]> {
  const rows = await database.many<{ what: string }>(sql`
    select 'promise ' || p.id || ' holds ' || count(r.id) || ' reservations' as what from promises p left join reservations r on r.promise_id = p.id
      group by p.id, p.ended_at having count(r.id) <> (p.ended_at is null)::int
    union all select 'load of ' || team_id || ' by ' || due_at || ' is off by ' || sum(units) from (
      select team_id, due_at, skill, language, units from load_buckets union all select team_id, due_at, skill, language, units from load_lines
      union all select team_id, five_minutes(ends_at), coalesce(skill, ''), coalesce(language, ''), -units from reservations where staff_id is null
    ) as sums group by team_id, due_at, skill, language having sum(units) <> 0
    union all select 'person ' || a.staff_id || ' is taken twice at ' || b.starts_at from reservations a join reservations b
      on a.staff_id = b.staff_id and a.id < b.id and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at) and not a.overbooked and not b.overbooked`)
  return rows.map(({ what }) => `A9 ${what}`)
}

/** A10: the ledger of every promise, replayed, gives its state. */
export async function auditLedgers(database: Database): Promise<string[]> {
  const promises = await database.many<{ id: string; state: string; dueAt: Date }>(sql`select id, state, due_at from promises`)
  const entries = await database.many<{ name: string; at: Date; facts: { promiseId: string } }>(sql`
    select name, at, facts from events where name in ('promise.agreed', 'promise.at_risk', 'promise.late', 'promise.kept', 'promise.kept_late', 'promise.moved',
      'promise.paused', 'promise.resumed', 'promise.released') order by case_id, id`)
  const byPromise = Map.groupBy(entries, ({ facts }) => facts.promiseId)
  return promises.flatMap(({ id, state, dueAt }) => {
    try {
      const own = (byPromise.get(id) ?? []).map(({ name, at, facts }) => ({ name, atMs: at.getTime(), facts }) as LedgerEntry)
      const said = replayLedger(own)
      return said?.state === state && said.dueAtMs === dueAt.getTime()
        ? []
        : [`A10 promise ${id} is ${state}, its ledger says ${said?.state}`]
    } catch (error) {
      return [`A10 promise ${id}: ${(error as Error).message}`]
    }
  })
}

import { performance } from 'node:perf_hooks'
import type { Database } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { type LineEvent, newLines } from '../server/promises/rules/lines.ts'
import { quote } from '../server/promises/rules/quote.ts'

/** So many promises open in all, due over four weeks, of teams that can give ten times as much: stock, not a test of writing. */
export async function fillPromises(
  database: Database,
  open: number,
  teams: { front: string; workshop: string; billing: string },
): Promise<void> {
  const { count } = await database.one<{ count: number }>(sql`select count(*) from promises where id like 'promise_stock%'`)
  // In whole milliseconds, as the product's own times are.
  const [from, ids, now] = [count + 1, Object.values(teams), new Date()]
  await database.run({ text: 'set statement_timeout = 0', values: [] })
  await database.run(sql`
    insert into customers (id, name, email, language, created_at) values ('customer_stock', 'Stock', 'stock@bench.example', 'en', now()) on conflict do nothing`)
  await database.run(sql`
    insert into cases (id, kind, channel, subject, language, customer_id, team_id, opened_at, updated_at, due_at, danger)
    select 'case_stock' || n, 'request', 'email', 'Stock', 'en', 'customer_stock', (${ids}::text[])[1 + n % 3], ${now}, ${now}, ${now}::timestamptz + n % 40320 * interval '1 minute' + interval '2 hours', 'agreed'
    from generate_series(${from}::int, ${open}::int) n`)
  await database.run(sql`
    insert into promises (id, case_id, option_id, team_id, form, state, is_default, level, agreed_at, due_at, check_at)
    select 'promise_stock' || substr(id, 11), id, (select id from service_options where is_default limit 1), team_id, 'written', 'agreed', true, 0.9, opened_at, due_at, due_at - interval '1 hour'
    from cases where id like 'case_stock%' and substr(id, 11)::int between ${from}::int and ${open}::int`)
  await database.run(sql`
    insert into reservations (team_id, case_id, starts_at, ends_at, promise_id)
    select team_id, case_id, agreed_at, due_at, id from promises where id like 'promise_stock%' and substr(id, 14)::int between ${from}::int and ${open}::int`)
  await database.run(sql`update capacities set answers_per_hour = ${Math.max(60, open / 10)}`)
  for (const table of ['cases', 'promises', 'reservations', 'load_lines', 'load_buckets', 'load_snapshots'])
    await database.run({ text: `vacuum analyze ${table}`, values: [] })
}

const office = { zone: 'UTC', week: Array.from({ length: 7 }, () => [['08:00', '20:00'] as const]), holidays: [], extra: {} }

/** The engine alone with so many cases remembered: a quote, and telling it of one more case and of its end. */
export function quoteFigures(cases: number): void {
  const lines = newLines('UTC')
  const startMs = Date.parse('2026-11-01T00:00:00Z')
  const eachMs = (29 * 86_400_000) / cases
  const opened = (nth: number, atMs: number): LineEvent => ({
    name: 'case.opened',
    atMs,
    facts: {
      caseId: `c${nth}`,
      number: nth,
      kind: nth % 5 ? 'request' : 'complaint',
      channel: nth % 3 ? 'email' : 'form',
      language: nth % 7 ? 'en' : 'lt',
      customerId: 'x',
      teamId: `team_${nth % 12}`,
    },
  })
  const told: number[] = []
  for (let nth = 0; nth < cases; nth++) {
    const atMs = startMs + nth * eachMs
    const started = performance.now()
    lines.tell(opened(nth, atMs))
    const ends = nth - 40
    if (ends >= 0)
      lines.tell({
        name: 'case.answered',
        atMs,
        facts: { caseId: `c${ends}`, messageId: 'm', byId: 's', pressedAt: new Date(atMs).toISOString() },
      })
    told.push(performance.now() - started)
  }
  const nowMs = startMs + cases * eachMs
  const took: number[] = []
  for (let nth = 0; nth < 5_000; nth++) {
    const classes = [
      `team_${nth % 12}/request/email/en`,
      `team_${nth % 12}/request/email`,
      `team_${nth % 12}/request`,
      `team_${nth % 12}`,
      'all',
    ]
    const started = performance.now()
    quote(
      { openedAtMs: nowMs + nth, option: { id: 'o', levelMinutes: 120, target: 0.9 }, calendar: office, classes, past: lines.answer },
      nowMs + nth,
    )
    took.push(performance.now() - started)
  }
  const at = (values: number[], share: number) => values.sort((a, b) => a - b)[Math.floor(values.length * share)]?.toFixed(3)
  console.log(`| quote, ${cases.toLocaleString('en')} cases remembered | | ${at(took, 0.5)} | ${at(took, 0.99)} | | 0 | |`)
  console.log(`| ledger update in memory | | ${at(told, 0.5)} | ${at(told, 0.99)} | | 0 | |`)
}

import type { Database } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export const seed = 20261123

/** Words that 200 and 3,000 of the cases hold. */
export const rareWord = 'zirnekelis'
export const commonWord = 'bearing'

/**
 * Fills a demo's database with so many open cases of three messages each, straight by SQL: this is stock for reading, not a test of
 * writing. Numbers, ids and times are like those the product makes.
 */
export async function fillCases(database: Database, count: number): Promise<void> {
  await database.run(sql`
    insert into customers (id, name, email, language, created_at)
    select 'customer_' || lpad(n::text, 26, '0'), 'Customer ' || n, 'customer' || n || '@bench.example', 'en', now() from generate_series(1, 2000) n`)
  await database.run(sql`insert into addresses (address, customer_id) select email, id from customers where email like '%@bench.example'`)
  await database.run(sql`
    insert into cases (id, kind, channel, subject, snippet, language, customer_id, team_id, opened_at, updated_at, due_at, danger)
    select 'case_' || lpad(n::text, 26, '0'), 'request', 'email', 'The front wheel makes a noise, number ' || n, 'It began after the last service', 'en',
      'customer_' || lpad((n % 2000 + 1)::text, 26, '0'), (select id from teams order by name offset n % 3 limit 1),
      now() - n * interval '20 seconds', now(), now() + n * interval '7 seconds', 'agreed'
    from generate_series(1, ${count}::int) n`)
  await database.run(sql`
    insert into messages (id, case_id, direction, channel, from_name, from_address, subject, text, shown_text, created_at)
    select 'message_' || lpad((n * 3 + part)::text, 26, '0'), 'case_' || lpad(n::text, 26, '0'), case part when 1 then 'out' else 'in' end, 'email',
      'Customer ' || n, 'customer' || n || '@bench.example', 'The front wheel', body, body, now() - n * interval '20 seconds' + part * interval '1 second'
    from generate_series(1, ${count}::int) n, generate_series(0, 2) part,
      lateral (select 'Part ' || part || ' of case ' || n || ': the wheel makes a noise when I ride downhill and brake, it began after the last service. '
        || case when n % greatest(1, ${count}::int / 200) = 0 and part = 0 then ${rareWord}::text else '' end || ' '
        || case when n % greatest(1, ${count}::int / 3000) = 0 and part = 0 then ${commonWord}::text else '' end as body) words`)
  await database.run(sql`
    insert into promises (id, case_id, option_id, team_id, form, state, is_default, level, agreed_at, due_at, check_at)
    select 'promise_' || right(c.id, 26), c.id, (select id from service_options where is_default limit 1), c.team_id, 'written', 'agreed', true, 0.9, c.opened_at, c.due_at, c.due_at
    from cases c where c.subject like 'The front wheel makes a noise, number %'`)
  await database.run(sql`
    insert into reservations (team_id, case_id, starts_at, ends_at, promise_id)
    select team_id, case_id, agreed_at, due_at, id from promises p where ended_at is null and not exists (select from reservations r where r.promise_id = p.id)`)
  for (const table of ['cases', 'messages', 'promises', 'reservations', 'customers', 'addresses'])
    await database.run({ text: `vacuum analyze ${table}`, values: [] })
}

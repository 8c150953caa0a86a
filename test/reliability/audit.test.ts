import { afterEach, beforeEach, expect, test } from 'vitest'
import { openByApi } from '#channels'
import { system } from '#platform/context.ts'
import type { Sql } from '#platform/db/sql.ts'
import { sql } from '#platform/db/sql.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { audit } from './audit.ts'
import type { Try } from './journal.ts'
import { openSmtpSink, type SmtpSink } from './smtp-sink.ts'

// Planted violations: an audit that cannot find anything is worth nothing.
let desk: Desk
let sink: SmtpSink
let tries: Map<string, Try>
const [one, two] = ['mark-00000000000000aa', 'mark-00000000000000bb']

beforeEach(async () => {
  sink = await openSmtpSink()
  desk = await openDesk({ mailUrl: sink.url })
  for (const mark of [one, two]) {
    await desk.change(system, (ctx) =>
      openByApi(ctx, desk.kept.house, {
        customer: { email: `${mark}@client.example` },
        text: `It squeaks. ${mark}`,
        kind: 'request',
        channel: 'api',
      }),
    )
  }
  await desk.sweep()
  tries = new Map([one, two].map((mark) => [mark, { mark, what: 'case', acknowledged: true, tries: 1, statuses: [201] }]))
})
afterEach(async () => {
  await desk.close()
  await sink.close()
})

const found = async () =>
  (await audit({ database: desk.kept.database, tries, sunk: sink.sunk })).map((finding) =>
    finding.replace(/ (?:case|message|mail|promise)_\w+.*/, ''),
  )
const spoil = (statement: Sql) => desk.kept.database.run(statement)

test('a good desk has no findings', async () => {
  expect(await found()).toEqual([])
})

test('a write that was acknowledged and is not there, and one that nobody tried', async () => {
  tries.set('mark-00000000000000cc', { mark: 'mark-00000000000000cc', what: 'case', acknowledged: true, tries: 1, statuses: [201] })
  tries.delete(one)
  expect(await found()).toEqual([expect.stringMatching(/^A1 lost/), expect.stringMatching(/^A2 nobody tried/)])
})

test('a write that is there twice, without an entry in the history', async () => {
  await spoil(
    sql`insert into messages (id, case_id, direction, channel, text, shown_text, created_at) select 'message_twice', case_id, direction, channel, text, shown_text, created_at from messages limit 1`,
  )
  expect(await found()).toEqual([expect.stringMatching(/^A1 doubled/), 'A7 message'])
})

test('a mail that never reached the sink, and one that nobody queued', async () => {
  const [sunk] = sink.sunk
  if (sunk) sunk.messageId = '<strange@kept.example>'
  expect(await found()).toEqual([expect.stringMatching(/^A3 never reached/), expect.stringMatching(/^A3 the sink got/)])
})

test('copies that differ, and more of them than kills explain', async () => {
  const [sunk] = sink.sunk
  if (sunk) sink.sunk.push({ ...sunk, bodySha256: 'other' })
  expect(await found()).toEqual([expect.stringMatching(/^A4 copies differ/), expect.stringMatching(/^A4 1 copies/)])
})

test('a lease of a year', async () => {
  await spoil(
    sql`update outgoing_mails set state = 'queued', sent_at = null, next_at = now() + interval '1 year' where to_address like ${`${one}%`}`,
  )
  expect(await found()).toEqual(
    expect.arrayContaining([expect.stringMatching(/^A3 still queued/), expect.stringMatching(/^A5 leased beyond/)]),
  )
})

test('bytes that changed under their hash', async () => {
  await spoil(sql`insert into files (sha256, size, bytes) values ('00', 3, 'abc')`)
  expect(await found()).toEqual([expect.stringMatching(/^A6 does not open: bytes/)])
})

test('half a case', async () => {
  await spoil(sql`delete from offers where case_id = (select id from cases order by id limit 1)`)
  expect(await found()).toEqual([expect.stringMatching(/^half a case/)])
})

test('a state and an owner that no entry explains', async () => {
  await spoil(sql`update cases set state = 'answered' where id = (select id from cases order by id limit 1)`)
  expect(await found()).toEqual(['A7 case'])
})

test('a clock that is not the one of the promise', async () => {
  await spoil(sql`update cases set due_at = due_at + interval '1 minute' where id = (select id from cases order by id limit 1)`)
  expect(await found()).toEqual(['A8 case'])
})

test('time that is taken for nothing, and a load that is not the sum of what is reserved', async () => {
  await spoil(sql`update load_buckets set units = units + 1`)
  expect(await found()).toEqual([expect.stringMatching(/^A9 load of/)])
  await spoil(sql`delete from reservations where id = (select id from reservations limit 1)`)
  expect(await found()).toEqual(expect.arrayContaining(['A9 promise']))
})

test('a promise that its ledger does not explain', async () => {
  await spoil(sql`update promises set state = 'at_risk' where id = (select id from promises order by id limit 1)`)
  expect(await found()).toEqual(expect.arrayContaining(['A10 promise']))
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { simpleParser } from 'mailparser'
import { findCase } from '#cases'
import { system } from '#platform/context.ts'
import { change } from '#platform/kept.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { takeIn } from '../index.ts'
import { sendDue, sendSweep } from './sending.ts'
import { openSink, type Sink } from './sink.ts'
import { openTransport, type Transport } from './transport.ts'

let desk: Desk
let sink: Sink
let transport: Transport

beforeEach(async () => {
  sink = await openSink()
  desk = await openDesk({ mailUrl: sink.url })
  transport = openTransport(sink.url, 400)
})
afterEach(async () => {
  transport.close()
  await desk.close()
  await sink.close()
})

const rows = () =>
  desk.kept.database.many<{
    state: string
    attempts: number
    nextAt: Date | null
    because: string | null
    messageId: string
    caseId: string
  }>({ text: 'select * from outgoing_mails order by created_at, id', values: [] })
const told = async (name: string) =>
  (await desk.kept.database.many({ text: 'select id from events where name = $1', values: [name] })).length

async function openOne(address = 'ruta@pastas.example'): Promise<string> {
  const message = { channel: 'form' as const, text: 'It squeaks.', shownText: 'It squeaks.', from: { name: '', address } }
  return (
    await desk.change(system, (ctx) =>
      takeIn(ctx, { house: desk.kept.house, customer: { email: address }, kind: 'request', channel: 'form', message, acknowledge: true }),
    )
  ).it.id
}

test('a queued mail goes out once, by a real SMTP conversation, with its envelope and headers', async () => {
  await openOne()
  await sendSweep.work(desk.kept)
  await sendSweep.work(desk.kept)
  await sendSweep.nextAt(desk.kept)
  expect(sink.mails).toHaveLength(1)
  const [sunk] = sink.mails
  expect(sunk?.to).toEqual(['ruta@pastas.example'])
  expect(sunk?.from).toMatch(/^help\+\d+\.[a-z2-7]{26}@kept\.example$/)
  const mail = await simpleParser(sunk?.raw ?? '')
  expect(mail.messageId).toBe((await rows())[0]?.messageId)
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail.headers.get('x-auto-response-suppress')).toBe('All')
  expect(mail.headers.has('x-mailer')).toBe(false)
  expect(await rows()).toMatchObject([{ state: 'sent', attempts: 1 }])
  expect(await told('mail.sent')).toBe(1)
})

test('four are sent at once and a thousandth waits for none of them', async () => {
  for (let nth = 0; nth < 9; nth++) await openOne(`p${nth}@mail.example`)
  expect([
    await sendDue(desk.kept, transport),
    await sendDue(desk.kept, transport),
    await sendDue(desk.kept, transport),
    await sendDue(desk.kept, transport),
  ]).toEqual([4, 4, 1, 0])
  expect(new Set(sink.mails.map(({ to }) => to[0])).size).toBe(9)
})

test.each(['421', '451', 'hang'] as const)('%s is tried again later, then goes out under the same Message-ID', async (behaviour) => {
  await openOne()
  sink.behave(behaviour, 'take')
  await sendDue(desk.kept, transport)
  const [first] = await rows()
  expect(first).toMatchObject({ state: 'queued', attempts: 1 })
  expect(first?.because).not.toBe('')
  expect(await sendDue(desk.kept, transport)).toBe(0)
  desk.clock.forward({ minutes: 1 })
  await sendDue(desk.kept, transport)
  expect(await rows()).toMatchObject([{ state: 'sent', attempts: 2 }])
  expect((await simpleParser(sink.mails[0]?.raw ?? '')).messageId).toBe(first?.messageId)
})

test.each(['550 rcpt', '554 data'] as const)('%s fails at once, is told, and makes the case work', async (behaviour) => {
  const caseId = await openOne()
  await desk.kept.database.run({ text: 'update cases set unread = false', values: [] })
  sink.behave(behaviour)
  await sendDue(desk.kept, transport)
  const [row] = await rows()
  expect(row).toMatchObject({ state: 'failed', nextAt: null })
  expect(row?.because).toMatch(/^55/)
  expect(await told('mail.failed')).toBe(1)
  expect((await desk.look(system, (ctx) => findCase(ctx, caseId))).unread).toBe(true)
})

test('a mail that never gets through fails after two days, not before', async () => {
  await openOne()
  sink.behave('451')
  for (let minutes = 0; minutes < 50 * 60; minutes += 60) {
    await sendDue(desk.kept, transport)
    if (minutes === 40 * 60) expect(await rows()).toMatchObject([{ state: 'queued' }])
    desk.clock.forward({ minutes: 60 })
  }
  expect(await rows()).toMatchObject([{ state: 'failed' }])
  expect(await told('mail.failed')).toBe(1)
})

test('a connection cut after the mail was taken sends it again under one Message-ID', async () => {
  await openOne()
  sink.behave('cut after data', 'take')
  await sendDue(desk.kept, transport)
  desk.clock.forward({ minutes: 1 })
  await sendDue(desk.kept, transport)
  const ids = await Promise.all(sink.mails.map(async ({ raw }) => (await simpleParser(raw)).messageId))
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(1)
  expect(await rows()).toMatchObject([{ state: 'sent' }])
})

test('a process killed between sending and marking leaves the mail to the next one, which keeps its Message-ID', async () => {
  await openOne()
  const { database } = desk.kept
  let transactions = 0
  const dying = {
    ...desk.kept,
    database: {
      ...database,
      transaction: (async (work) =>
        ++transactions > 1 ? Promise.reject(new Error('killed')) : database.transaction(work)) as typeof database.transaction,
    },
  }
  await expect(sendDue(dying, transport)).rejects.toThrow('killed')
  expect(await rows()).toMatchObject([{ state: 'queued' }])
  expect(await sendDue(desk.kept, transport)).toBe(0)
  desk.clock.forward({ seconds: 60 })
  expect(await sendDue(desk.kept, transport)).toBe(1)
  const ids = await Promise.all(sink.mails.map(async ({ raw }) => (await simpleParser(raw)).messageId))
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(1)
  expect(await told('mail.sent')).toBe(1)
})

test('taking in costs at most fourteen statements, customer, case, promise, offers and receipt together', async () => {
  const { database } = desk.kept
  const texts: string[] = []
  const counting = {
    ...desk.kept,
    database: {
      ...database,
      transaction: (async (work) =>
        database.transaction((db) =>
          work({
            home: db.home,
            many: (statement) => (texts.push(statement.text), db.many(statement)),
            one: (statement) => (texts.push(statement.text), db.one(statement)),
            maybe: (statement) => (texts.push(statement.text), db.maybe(statement)),
            run: (statement) => (texts.push(statement.text), db.run(statement)),
            soon: (statement) => (texts.push(statement.text), db.soon(statement)),
          }),
        )) as typeof database.transaction,
    },
  }
  const message = { channel: 'api' as const, text: 'x', shownText: 'x', from: { name: '', address: '' } }
  const place = { teamId: desk.cast.teams.front, teamName: 'Front', mailboxId: desk.cast.mailboxes.help, address: 'help@kept.example' }
  for (const email of ['warm@mail.example', 'new@mail.example']) {
    texts.length = 0
    await change(counting, system, 'en', (ctx) =>
      takeIn(ctx, { house: desk.kept.house, place, customer: { email }, kind: 'request', channel: 'api', message, acknowledge: true }),
    )
  }
  const own = texts.filter((text) => !text.includes('insert into events'))
  expect(own.map((text) => text.trim().slice(0, 50))).toHaveLength(Math.min(own.length, 14))
})

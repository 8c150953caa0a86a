import { afterAll, beforeAll, expect, test } from 'vitest'
import { proveAddress, meetCustomer } from '#customers'
import { system } from '#platform/context.ts'
import { change } from '#platform/kept.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { findMailbox } from '../mailbox.ts'
import { arrive } from './arrival.ts'
import { readMail } from './reading/index.ts'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

interface Row {
  toAddress: string
  createdAt: Date
  state: string
  kind: string
  subject: string
  messageId: string
  caseId: string
}
const rows = (address: string) =>
  desk.kept.database.many<Row>({ text: 'select * from outgoing_mails where to_address = $1 order by created_at, id', values: [address] })

let nth = 0

/** Another desk's answer that strips every header by which it could be known as a machine's. */
async function bark(from: string, headers = ''): Promise<void> {
  const raw = Buffer.from(
    `From: ${from}\r\nTo: help@kept.example\r\nSubject: Ticket received\r\nMessage-ID: <loop${++nth}@other.example>\r\nDate: ${desk.clock.now().toUTCString()}\r\n${headers}\r\nYour request ${nth} was received and is very important to us.\r\n`,
  )
  const mail = await readMail(raw)
  await change(desk.kept, system, 'en', async (ctx) => {
    const place = await findMailbox(ctx, 'help@kept.example')
    await arrive(
      ctx,
      desk.kept.house,
      {
        raw,
        reading: { ok: true, mail },
        envelope: { mailFrom: from, recipients: ['help@kept.example'] },
        proof: 'unknown',
        acknowledge: true,
      },
      place ? [place] : [],
    )
  })
}

/** The other desk answers each mail it got, at once; for so many hours. */
async function storm(from: string, hours: number): Promise<Row[]> {
  await bark(from)
  let answered = 0
  for (let minute = 0; minute < hours * 60; minute += 5) {
    await desk.sweep()
    const sent = (await rows(from)).filter(({ state }) => state === 'sent')
    for (; answered < sent.length; answered++) await bark(from)
    desk.clock.forward({ minutes: 5 })
  }
  return (await rows(from)).filter(({ state }) => state === 'sent')
}

const most = (sent: readonly Row[], windowMs: number) =>
  Math.max(
    ...sent.map(
      ({ createdAt }) =>
        sent.filter((other) => other.createdAt >= createdAt && other.createdAt.getTime() < createdAt.getTime() + windowMs).length,
    ),
  )

test('two desks that answer each other for a day stay within the caps of an unproven address', async () => {
  const sent = await storm('desk@other.example', 24)
  expect(most(sent, 3_600_000)).toBeLessThanOrEqual(3)
  expect(sent.length).toBeLessThanOrEqual(100)
}, 60_000)

test('a proven address gets at most a hundred a day, and what was withheld comes in digests', async () => {
  const from = 'proven@other.example'
  await desk.change(system, async (ctx) => {
    await meetCustomer(ctx, { email: from })
    await proveAddress(ctx, from, 'link')
  })
  for (let mail = 0; mail < 130; mail++) await bark(from)
  await desk.sweep()
  const mails = await rows(from)
  const count = (state: string, kind: string) => mails.filter((mail) => mail.state === state && mail.kind === kind).length
  expect([count('sent', 'acknowledgement'), count('withheld', 'acknowledgement')]).toEqual([100, 30])
  // That many at once are more than the team can answer in time: it is said, within the same cap.
  expect(mails.filter(({ state }) => state === 'sent')).toHaveLength(100)
  expect(count('withheld', 'at_risk')).toBeGreaterThan(0)
  await desk.pass({ hours: 25 })
  const after = await rows(from)
  expect(after.filter(({ state }) => state === 'withheld')).toEqual([])
  const digests = after.filter(({ kind }) => kind === 'digest')
  expect(digests.length).toBe(1)
  expect(digests[0]?.subject).toMatch(/^\d+ messages in one mail/)
}, 60_000)

test('many at once do not pass the cap together', async () => {
  const from = 'crowd@other.example'
  await Promise.all(Array.from({ length: 12 }, () => bark(from)))
  const states = Map.groupBy(await rows(from), ({ state }) => state)
  expect([states.get('queued')?.length, states.get('withheld')?.length]).toEqual([3, 9])
})

test('machine mail of every mark gets no answer', async () => {
  const marks = [
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated',
    'X-Autoreply: yes',
    'X-Autorespond: x',
    'X-Autoresponder: x',
    'Precedence: bulk',
    'Precedence: list',
    'Precedence: junk',
    'X-Precedence: auto_reply',
    'Delivered-To: autoresponder@x',
    'List-Id: <a.b>',
    'X-Auto-Response-Suppress: All',
  ]
  for (const [index, mark] of marks.entries()) await bark(`machine${index}@other.example`, `${mark}\r\n`)
  const all = await Promise.all(marks.map((_, index) => rows(`machine${index}@other.example`)))
  expect(all.flat()).toEqual([])
})

import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { simpleParser } from 'mailparser'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeCustomer, changePreferences, findCustomer, meetCustomer, proveAddress } from '#customers'
import { answerCase } from '#cases'
import { openByApi } from '#channels'
import { system } from '#platform/context.ts'
import { openSink, type Sink } from '../../server/channels/email/sink.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { knock, programOf, rows, sample } from './world.ts'

// S14. Line breaks, NUL and naughty strings in every field that reaches a header; what a real SMTP server got, against what was meant. Seed 20261125.

const file = path.resolve(import.meta.dirname, '../..', process.env['KEPT_DATA'] ?? '../shared/data', 'mail/strings/blns.json')
const breaks = [
  '\r\n',
  '\n',
  '\r',
  '\n\n',
  '\u2028',
  '\u2029',
  '\u0085',
  '\v',
  '\f',
  '\u0000',
  '%0d%0a',
  '\\r\\n',
  '=0D=0A',
  '=?utf-8?Q?=0D=0A?=',
  '\r\n\t',
]
const payloads = [
  'Bcc: victim@evil.example',
  'To: victim@evil.example',
  'X-Evil: 1',
  'Content-Type: text/html\r\n\r\n<b>x',
  '.\r\nRCPT TO:<victim@evil.example>',
  'Subject: other',
  '" <victim@evil.example>, "',
  '<victim@evil.example>',
  'a@b, victim@evil.example',
  '(victim@evil.example)',
  ';victim@evil.example:;',
]
const attacks = breaks.flatMap((line) => payloads.map((payload) => `Ann${line}${payload}`))
const naughty = existsSync(file) ? sample(JSON.parse(readFileSync(file, 'utf8')) as string[], 60, 20261125) : []
const strings = [...sample(attacks, 60, 20261125), ...naughty].filter((text) => text.trim())

let desk: Desk
let sink: Sink

beforeAll(async () => {
  sink = await openSink()
  desk = await openDesk({ mailUrl: sink.url })
})
afterAll(async () => {
  await desk.close()
  await sink.close()
})

test(`no string in a name, a subject or a text adds a recipient or a header${existsSync(file) ? '' : ' (without the naughty strings: no corpus at KEPT_DATA)'}`, async () => {
  for (const [nth, text] of strings.entries()) {
    const email = `to${nth}@mail.example`
    const held = text.replaceAll('\0', '').toWellFormed()
    await desk.change(system, async (ctx) => {
      const { id } = await meetCustomer(ctx, { email, name: held.slice(0, 200) || 'x' })
      await changeCustomer(ctx, id, { name: held.slice(0, 200) || 'x' })
      await proveAddress(ctx, email, 'code')
    })
    const { it } = await desk.change(desk.cast.staff.tomas, (ctx) =>
      openByApi(ctx, desk.kept.house, {
        customer: { email },
        subject: held.slice(0, 300) || 'x',
        text: held || 'x',
        kind: 'request',
        channel: 'api',
        teamId: desk.cast.teams.front,
      }),
    )
    await desk.change(desk.cast.staff.tomas, (ctx) => answerCase(ctx, { caseId: it.id, text: held || 'x', undoSeconds: 0 }))
    if (nth % 20 === 19) await desk.sweep()
  }
  await desk.sweep()
  const meant = await rows<{ toAddress: string; messageId: string; replyTo: string; state: string; subject: string }>(
    desk,
    'select * from outgoing_mails',
  )
  expect(meant.filter(({ state }) => state !== 'sent')).toEqual([])
  expect(sink.mails).toHaveLength(meant.length)
  expect(meant.length).toBeGreaterThanOrEqual(strings.length * 2)
  const allowed = new Set([
    'from',
    'to',
    'reply-to',
    'in-reply-to',
    'references',
    'subject',
    'message-id',
    'date',
    'mime-version',
    'content-type',
    'content-language',
    'auto-submitted',
    'x-auto-response-suppress',
    'content-transfer-encoding',
  ])
  for (const { raw, to, from } of sink.mails) {
    const [one, other] = [await simpleParser(raw), await PostalMime.parse(raw)]
    const row = meant.find(({ messageId }) => messageId === one.messageId)
    expect(to).toEqual([row?.toAddress])
    expect(from).toBe(row?.replyTo)
    const names = other.headers.map(({ key }) => key.toLowerCase())
    expect(names.filter((name) => !allowed.has(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
    expect(other.to?.map((box) => box.address)).toEqual([row?.toAddress])
    expect([one.to].flat().flatMap((box) => box?.value.map(({ address }) => address) ?? [])).toEqual([row?.toAddress])
    expect(other.messageId).toBe(row?.messageId)
    expect(other.subject?.replace(/\s+/g, ' ').trim()).toBe(row?.subject.replace(/\s+/g, ' ').trim())
    const head = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('latin1')
    expect(head).not.toMatch(/[^\r]\n|\r[^\n]|\0/)
  }
  console.info(
    `S14: ${strings.length} strings x name, subject, text; ${sink.mails.length} mails at the sink, 0 recipients or headers added`,
  )
}, 90_000)

test('an address that could mean another one is refused before anything is written', async () => {
  const program = await programOf(desk, 'admin', [])
  const before = await rows(desk, 'select id from cases')
  const bad = [
    'a@b.example\r\nBcc: v@evil.example',
    'a@b.example\nRCPT TO:<v@evil.example>',
    'a@b.example,v@evil.example',
    'a@b.example;v@evil.example',
    '<a@b.example>',
    '"a"@b.example',
    'a@b@c.example',
    'a b@c.example',
    'a@[127.0.0.1]',
    'a\u0000@b.example',
    '@b.example',
    'a@',
    'a@b.example\u2028',
    `${'a'.repeat(300)}@b.example`,
    'a@b.example>',
    'a(comment)@b.example',
  ]
  for (const email of bad) {
    const answer = await knock(
      desk,
      { headers: program },
      { method: 'POST', url: '/api/v1/cases', body: { customer: { email }, text: 'x' } },
    )
    // A line separator at the end is trimmed like a blank.
    if (email.trim() !== email && answer.statusCode === 201) continue
    expect(answer.statusCode, JSON.stringify(email)).toBe(422)
    for (const [url, body] of [
      ['/api/v1/mailboxes', { address: email, teamId: desk.cast.teams.front }],
      ['/api/v1/staff', { email, name: 'x', role: 'agent' }],
    ] as const) {
      expect((await knock(desk, { headers: program }, { method: 'POST', url, body })).statusCode, `${url} ${JSON.stringify(email)}`).toBe(
        422,
      )
    }
  }
  expect((await rows(desk, 'select id from cases')).length).toBeLessThanOrEqual(before.length + 1)
})

test('a name is one line that can be read, and turns nothing round that stands beside it', async () => {
  const program = await programOf(desk, 'admin', [])
  const named = async (name: string) => {
    const { statusCode, body } = await knock(desk, { headers: program }, { method: 'POST', url: '/api/v1/organisations', body: { name } })
    return statusCode === 201 ? (JSON.parse(body) as { name: string }).name : statusCode
  }
  expect(await named('Nords\r\nBcc: x@y.example')).toBe('Nords Bcc: x@y.example')
  expect(await named('a\u202eb\u2066c\u2028d\u0000e')).toBe('a b c d e')
  expect(await named('<script>alert(1)</script>')).toBe('<script>alert(1)</script>')
  for (const empty of ['', ' ', '\u200b', '\u202e', '\r\n', '\u0301']) expect(await named(empty), JSON.stringify(empty)).toBe(422)
})

test('a person’s name is one line as well, by whatever way it comes', async () => {
  const odd = 'Ona\u202e\r\nBcc: x@y.example'
  const person = await desk.change(system, (ctx) => meetCustomer(ctx, { email: 'ona@names.example', name: odd }))
  const name = async () => (await desk.look(system, (ctx) => findCustomer(ctx, person.id))).name
  expect([person.name, await name()]).toEqual(['Ona Bcc: x@y.example', 'Ona Bcc: x@y.example'])
  await desk.change(system, (ctx) => changeCustomer(ctx, person.id, { name: 'Ona\u2066\nKaz' }))
  expect(await name()).toBe('Ona Kaz')
  const wish = { phone: null, language: 'en' as const, zone: 'Europe/Vilnius', prefers: null, quiet: null, restNotice: true }
  await desk.change(system, (ctx) => changePreferences(ctx, person.id, { ...wish, name: 'O\u202da' }))
  expect(await name()).toBe('O a')
})

test('naughty text anywhere in a request is stored or refused, and breaks nothing', async () => {
  const program = await programOf(desk, 'admin', [])
  const odd = [
    ...naughty,
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udfff',
    '\uffff',
    '\u202e',
    '\u{10ffff}',
    '`${1}`',
    "'; drop table cases; --",
    '%00',
    '{{7*7}}',
  ]
  for (const text of odd) {
    for (const ask of [
      {
        method: 'POST',
        url: '/api/v1/cases',
        body: {
          customer: { email: 'odd@mail.example', name: text.slice(0, 200) },
          subject: text.slice(0, 300),
          text: text || 'x',
          wentWrong: text.slice(0, 2000),
        },
      },
      { method: 'GET', url: `/api/v1/cases?q=${encodeURIComponent(text.toWellFormed()).slice(0, 190).replace(/%.?$/, '')}` },
      { method: 'GET', url: `/api/v1/messages?message_id=${encodeURIComponent(text.toWellFormed()).slice(0, 900).replace(/%.?$/, '')}` },
      {
        method: 'GET',
        url: `/api/v1/cases?cursor=${Buffer.from(JSON.stringify(['2026-99-99 99:99', text]))
          .toString('base64url')
          .slice(0, 199)}`,
      },
      { method: 'GET', url: `/api/v1/set-aside?cursor=${Buffer.from(`---------- ${text}`).toString('base64url').slice(0, 199)}` },
    ] as const) {
      const answer = await knock(desk, { headers: program }, ask)
      expect(answer.statusCode, `${JSON.stringify(ask).slice(0, 200)} ${answer.body.slice(0, 200)}`).toBeLessThan(500)
    }
  }
})

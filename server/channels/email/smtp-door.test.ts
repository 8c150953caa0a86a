import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messagesOf } from '#cases'
import { customerByAddress, proveAddress } from '#customers'
import { offersOf, promisesOf } from '#promises'
import { system } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { demoMails, openSmtpDoor, type SmtpDoor } from '../index.ts'

let desk: Desk
let door: SmtpDoor

beforeAll(async () => {
  desk = await openDesk({ demo: true })
  door = await openSmtpDoor(desk.kept, { port: 0 })
})
afterAll(async () => {
  await door.close()
  await desk.close()
})

interface Sent {
  from?: string
  to?: string[]
  text?: string
  subject?: string
  messageId?: string
  headers?: Record<string, string>
  inReplyTo?: string
  envelopeFrom?: string
  raw?: string
}

let nth = 0

async function send(mail: Sent): Promise<string> {
  const {
    from = 'new.person@mail.example',
    to = ['help@kept.example'],
    text = 'The chain of my bicycle broke on the way to work.',
    subject = 'Broken chain',
    envelopeFrom = from,
    ...rest
  } = mail
  const messageId = mail.messageId ?? `<${++nth}@mail.example>`
  desk.clock.forward({ ms: 5 })
  const transport = createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true })
  const info = await transport.sendMail({
    envelope: { from: envelopeFrom, to },
    from,
    to,
    text,
    subject,
    messageId,
    date: new Date('2026-11-25T10:00:00Z'),
    ...rest,
  })
  transport.close()
  expect(info.response).toMatch(/^250/)
  return messageId
}

const all = <Row>(text: string) => desk.kept.database.many<Row>({ text, values: [] })
const cases = () =>
  all<{ id: string; number: number; subject: string; teamId: string; customerId: string; state: string }>(
    'select * from cases order by number',
  )
const outbox = () => desk.look(system, (ctx) => demoMails(ctx, 100))
const lastMail = async (to: string) => (await outbox()).find((mail) => mail.to.some((one) => one.includes(to)))
const asideReasons = async () =>
  (
    await all<{ setAsideBecause: string }>(
      'select set_aside_because from received_mails where set_aside_because is not null order by received_at, id',
    )
  ).map((row) => row.setAsideBecause)

test('a mail becomes a case with promise, offers and one receipt; the same mail again changes nothing', async () => {
  const messageId = await send({})
  await send({ messageId })
  const [it, ...more] = await cases()
  expect(more).toEqual([])
  expect(it?.subject).toBe('Broken chain')
  const id = it?.id ?? ''
  const [messages, promises, offers] = await desk.look(
    system,
    async (ctx) => [await messagesOf(ctx, id), await promisesOf(ctx, id), await offersOf(ctx, id)] as const,
  )
  expect(messages.map(({ text, messageId: named }) => [text.trim(), named])).toEqual([
    ['The chain of my bicycle broke on the way to work.', messageId],
  ])
  expect(promises.map(({ isDefault, state }) => [isDefault, state])).toEqual([[true, 'agreed']])
  expect(offers.length).toBeGreaterThan(0)
  await desk.sweep()
  const mails = await outbox()
  expect(mails).toHaveLength(1)
  const [receipt] = mails
  expect(receipt?.to).toEqual(['new.person@mail.example'])
  expect(receipt?.subject).toMatch(/^We answer by .+ \(K-\d+\)$/)
  expect(receipt?.text.split('\n')[0]).toMatch(/^We answer you by /)
  expect(receipt?.text).not.toContain('chain')
  expect(receipt?.links).toHaveLength(1)
  expect(receipt?.headers).toMatchObject({ 'Auto-Submitted': 'auto-replied', 'In-Reply-To': messageId })
})

test('an unknown recipient is refused at RCPT, a known one with a plus is not', async () => {
  await expect(send({ to: ['nobody@kept.example'] })).rejects.toMatchObject({ responseCode: 550 })
  const before = (await cases()).length
  await send({ from: 'plus@mail.example', to: ['help+anything@kept.example'] })
  expect(await cases()).toHaveLength(before + 1)
})

test('two mailboxes make two linked cases, each acknowledged; two addresses of one mailbox make one', async () => {
  const before = (await cases()).length
  await send({ from: 'two@mail.example', to: ['help@kept.example', 'support@kept.example', 'billing@kept.example'] })
  const fresh = (await cases()).slice(before)
  expect(new Set(fresh.map(({ teamId }) => teamId)).size).toBe(2)
  expect(fresh).toHaveLength(2)
  expect(await all('select * from linked_cases')).toHaveLength(1)
  await desk.sweep()
  expect((await outbox()).filter(({ to }) => to[0] === 'two@mail.example')).toHaveLength(2)
})

test('a proven address is greeted by its name, and what anybody may have sent in its name is not repeated', async () => {
  await desk.change(system, async (ctx) => proveAddress(ctx, 'emma.clarke@mail.example', 'code'))
  await send({ from: 'Emma Clarke <emma.clarke@mail.example>', subject: 'Gear slips' })
  await desk.sweep()
  const receipt = await lastMail('emma.clarke')
  expect(receipt?.subject).not.toContain('Gear slips')
  expect(receipt?.text).not.toContain('The chain of my bicycle')
  expect(receipt?.to).toEqual(['Emma Clarke <emma.clarke@mail.example>'])
})

test('a reply joins by signed id, by reply token and by a mail we hold; never by subject or number', async () => {
  const first = await send({ from: 'thread@mail.example', subject: 'Thread' })
  const [it] = (await cases()).slice(-1)
  await desk.sweep()
  const receipt = await lastMail('thread@')
  const count = (await cases()).length
  await send({ from: 'thread@mail.example', inReplyTo: receipt?.messageId ?? '', text: 'by signed id' })
  await send({ from: 'thread@mail.example', to: [receipt?.headers['Reply-To'] ?? ''], text: 'by token' })
  await send({ from: 'thread@mail.example', inReplyTo: first, text: 'by held id' })
  expect(await cases()).toHaveLength(count)
  const messages = await desk.look(system, (ctx) => messagesOf(ctx, it?.id ?? ''))
  expect(messages.map(({ text }) => text.trim())).toEqual(expect.arrayContaining(['by signed id', 'by token', 'by held id']))
  await send({ from: 'thread@mail.example', subject: `Re: Thread (K-${it?.number})`, text: 'by subject' })
  expect(await cases()).toHaveLength(count + 1)
})

test("a stranger's mail in a thread is marked, gets nothing and reopens nothing", async () => {
  await send({ from: 'owner@mail.example', subject: 'Mine' })
  await desk.sweep()
  const [it] = (await cases()).slice(-1)
  const receipt = await lastMail('owner@')
  await send({ from: 'stranger@else.example', inReplyTo: receipt?.messageId ?? '', text: 'let me see' })
  await desk.sweep()
  const messages = await desk.look(system, (ctx) => messagesOf(ctx, it?.id ?? ''))
  expect(messages.at(-1)).toMatchObject({ marks: expect.arrayContaining(['stranger']), text: expect.stringContaining('let me see') })
  expect(await lastMail('stranger@else')).toBeUndefined()
})

test('machine mail is never answered: lists, bounces and reports are set aside, an answering robot joins its thread', async () => {
  await send({ from: 'robot@mail.example', subject: 'A person first' })
  await desk.sweep()
  const receipt = await lastMail('robot@')
  const [before, mails] = [(await cases()).length, (await outbox()).length]
  await send({ from: 'news@list.example', headers: { 'List-Id': '<news.list.example>' } })
  await send({
    from: 'robot@mail.example',
    inReplyTo: receipt?.messageId ?? '',
    text: 'I am away',
    headers: { 'Auto-Submitted': 'auto-replied' },
  })
  await send({ from: 'away@mail.example', headers: { 'X-Autoreply': 'yes' } })
  await send({ from: 'help@kept.example', subject: 'from ourselves' })
  expect(await cases()).toHaveLength(before)
  expect((await asideReasons()).slice(-3)).toEqual(['list', 'auto_reply', 'own_mail'])
  await send({ from: 'order@robot.example', headers: { 'Auto-Submitted': 'auto-generated' }, subject: 'Order 5' })
  expect(await cases()).toHaveLength(before + 1)
  await desk.sweep()
  expect(await outbox()).toHaveLength(mails)
})

test('a bounce of ours marks the mail and the address and makes the case work again', async () => {
  await send({ from: 'gone@mail.example' })
  await desk.sweep()
  const receipt = await lastMail('gone@')
  const dsn = [
    'From: MAILER-DAEMON@mx.example',
    'To: help@kept.example',
    'Subject: Undelivered',
    'MIME-Version: 1.0',
    'Message-ID: <dsn1@mx.example>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'It failed.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; gone@mail.example',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${receipt?.messageId}`,
    'Subject: x',
    '',
    '--b--',
    '',
  ].join('\r\n')
  const before = (await cases()).length
  await send({ envelopeFrom: '', raw: dsn })
  expect(await cases()).toHaveLength(before)
  expect(await all(`select state from outgoing_mails where to_address = 'gone@mail.example'`)).toEqual([{ state: 'bounced' }])
  expect(await all(`select name from events where name = 'mail.bounced'`)).toHaveLength(1)
  const customer = await desk.look(system, (ctx) => customerByAddress(ctx, 'gone@mail.example'))
  expect(customer).not.toBeNull()
  await send({ from: 'gone@mail.example', subject: 'again' })
  expect(
    (await all<{ state: string }>(`select state from outgoing_mails where to_address = 'gone@mail.example' order by created_at, id`)).map(
      ({ state }) => state,
    ),
  ).toEqual(['bounced', 'failed'])
})

test('another content under a known Message-ID is kept and marked', async () => {
  const messageId = await send({ from: 'same@mail.example', text: 'one' })
  await send({ from: 'same@mail.example', text: 'two', messageId })
  const [it] = (await cases()).slice(-1)
  const messages = await desk.look(system, (ctx) => messagesOf(ctx, it?.id ?? ''))
  expect(messages.at(-1)?.marks).toContain('same_id_other_content')
})

test('a mail nobody can read is set aside with its source', async () => {
  const deep = Array.from({ length: 400 }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`).join(
    '',
  )
  await send({ raw: `From: deep@mail.example\r\nSubject: deep\r\nMIME-Version: 1.0\r\n${deep}` })
  expect((await asideReasons()).at(-1)).toMatch(/too_deep|defect/)
})

test('the door says its size and no version, and answers 451 when the database is gone', async () => {
  const greeting = await ehlo(door.port)
  expect(greeting).toContain(`SIZE ${25 * 1024 * 1024}`)
  expect(greeting).not.toMatch(/smtp-server|\d+\.\d+\.\d+ /)
  expect(greeting).not.toContain('STARTTLS')
  const { database } = desk.kept
  const lost = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
  const gone = { ...desk.kept, database: { ...database, transaction: () => Promise.reject(lost) } }
  const lame = await openSmtpDoor(gone, { port: 0 })
  const transport = createTransport({ host: '127.0.0.1', port: lame.port, ignoreTLS: true })
  await expect(transport.sendMail({ from: 'x@mail.example', to: 'help@kept.example', text: 'x' })).rejects.toMatchObject({
    responseCode: 451,
  })
  await lame.close()
})

test('an over-size mail is refused with 552 and leaves no trace', async () => {
  const before = await desk.kept.database.one<{ count: number }>(sql`select count(*) from received_mails`)
  const raw = Buffer.concat([Buffer.from('From: big@mail.example\r\nSubject: big\r\n\r\n'), Buffer.alloc(26 * 1024 * 1024, 'x\r\n')])
  const transport = createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true })
  await expect(transport.sendMail({ envelope: { from: 'big@mail.example', to: 'help@kept.example' }, raw })).rejects.toMatchObject({
    responseCode: 552,
  })
  expect(await desk.kept.database.one(sql`select count(*) from received_mails`)).toEqual(before)
})

function ehlo(port: number): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => socket.write('EHLO test\r\nQUIT\r\n'))
    socket.on('data', (data) => (heard += data.toString())).on('close', () => resolve(heard))
  })
}

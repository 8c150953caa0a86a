import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '#people'
import { system } from '#platform/context.ts'
import { change } from '#platform/kept.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { arrive } from './email/arrival.ts'
import { readMail, type MailReading } from './email/reading/index.ts'
import { findMailbox } from './mailbox.ts'

let desk: Desk
const keys: Record<string, string> = {}

beforeAll(async () => {
  desk = await openDesk()
  for (const role of ['agent', 'lead', 'admin'] as const) {
    keys[role] = (await desk.change(system, (ctx) => makeKey(ctx, { name: role, role, teamIds: [desk.cast.teams.front] }))).secret
  }
})
afterAll(() => desk.close())

async function ask(role: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await desk.app.inject({ method, url, headers: { authorization: `Bearer ${keys[role]}` }, ...(payload && { payload }) })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    body: answer.headers['content-type']?.includes('json') ? answer.json() : null,
  }
}

async function bring(raw: string, reading?: MailReading): Promise<void> {
  desk.clock.forward({ seconds: 1 })
  const bytes = Buffer.from(raw)
  const read = reading ?? { ok: true as const, mail: await readMail(bytes) }
  await change(desk.kept, system, 'en', async (ctx) => {
    const place = await findMailbox(ctx, 'help@kept.example')
    await arrive(
      ctx,
      desk.kept.house,
      {
        raw: bytes,
        reading: read,
        envelope: { mailFrom: 'x@mail.example', recipients: ['help@kept.example'] },
        proof: 'unknown',
        acknowledge: true,
      },
      place ? [place] : [],
    )
  })
}

test('what was set aside is listed with its reason and pages, opens as a download, and becomes a case once', async () => {
  await bring('From: news@list.example\r\nSubject: News\r\nMessage-ID: <1@x>\r\nList-Id: <a.b>\r\n\r\nhello\r\n')
  await bring('From: deep@mail.example\r\nSubject: Deep\r\n\r\nhello\r\n', { ok: false, reason: 'timeout' })
  const page = await ask('lead', 'GET', '/api/v1/set-aside?limit=1')
  expect(page.body.items).toMatchObject([
    { reason: 'timeout', from: 'deep@mail.example', subject: 'Deep', recipients: ['help@kept.example'] },
  ])
  const rest = await ask('lead', 'GET', `/api/v1/set-aside?limit=1&cursor=${page.body.nextCursor}`)
  expect(rest.body).toMatchObject({ items: [{ reason: 'list', from: 'news@list.example' }], nextCursor: null })
  const [news] = rest.body.items
  const source = await ask('lead', 'GET', `/api/v1/set-aside/${news.id}/source`)
  expect(source.text).toContain('List-Id: <a.b>')
  expect(source.headers['content-disposition']).toMatch(/^attachment/)
  const opened = await ask('lead', 'POST', `/api/v1/set-aside/${news.id}/case`, { kind: 'wish' })
  expect(opened.status).toBe(201)
  expect((await ask('lead', 'GET', `/api/v1/cases/${opened.body.caseId}`)).body).toMatchObject({ kind: 'wish', subject: 'News' })
  expect(await ask('lead', 'POST', `/api/v1/set-aside/${news.id}/case`, {})).toMatchObject({
    status: 409,
    body: { code: 'channels.already_a_case' },
  })
  expect((await ask('lead', 'GET', '/api/v1/set-aside')).body.items).toHaveLength(1)
  expect(await desk.kept.database.one({ text: 'select count(*) from outgoing_mails', values: [] })).toEqual({ count: 0 })
})

test('set aside is for leads, mailboxes for admins, and absent mails are not found', async () => {
  expect((await ask('agent', 'GET', '/api/v1/set-aside')).status).toBe(403)
  expect((await ask('lead', 'GET', '/api/v1/mailboxes')).status).toBe(403)
  expect((await ask('lead', 'GET', `/api/v1/set-aside/received_${'0'.repeat(26)}/source`)).status).toBe(404)
})

test('a mailbox is added once, for a team that exists', async () => {
  const wish = { address: 'Workshop@kept.example', aliases: ['repair@kept.example'], teamId: desk.cast.teams.workshop }
  expect(await ask('admin', 'POST', '/api/v1/mailboxes', wish)).toMatchObject({
    status: 201,
    body: { address: 'workshop@kept.example', aliases: ['repair@kept.example'] },
  })
  expect((await ask('admin', 'POST', '/api/v1/mailboxes', wish)).body.code).toBe('channels.mailbox_taken')
  expect(
    (await ask('admin', 'POST', '/api/v1/mailboxes', { ...wish, address: 'a@b.example', aliases: ['help@kept.example'] })).body.code,
  ).toBe('channels.mailbox_taken')
  expect(
    (await ask('admin', 'POST', '/api/v1/mailboxes', { ...wish, address: 'c@b.example', aliases: [], teamId: `team_${'0'.repeat(26)}` }))
      .body.code,
  ).toBe('people.unknown_team')
  expect((await ask('admin', 'GET', '/api/v1/mailboxes')).body.items).toHaveLength(3)
})

test('a case by the API is acknowledged to an address, and to nobody without one', async () => {
  const opened = await ask('agent', 'POST', '/api/v1/cases', {
    customer: { email: 'api@mail.example', name: 'Api' },
    text: 'Please call me about the frame.',
  })
  expect(opened.status).toBe(201)
  expect(opened.body.promises).toHaveLength(1)
  const spoken = await ask('agent', 'POST', '/api/v1/cases', {
    customer: { phone: '+37060000555' },
    text: 'Called about a frame.',
    channel: 'phone',
  })
  expect(spoken.status).toBe(201)
  await desk.sweep()
  expect(await desk.kept.database.many({ text: 'select to_address, state from outgoing_mails', values: [] })).toEqual([
    { toAddress: 'api@mail.example', state: 'sent' },
  ])
})

test('the demo mailbox does not exist in a real installation', async () => {
  expect((await ask('admin', 'GET', '/mailbox.json')).status).toBe(404)
})

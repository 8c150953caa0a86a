import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerCase, linkCases, saveDraft, setPresence, writeNote } from '#cases'
import { addOrganisation, meetCustomer } from '#customers'
import { rateCase } from '#feedback'
import { openByApi } from '#channels'
import { system } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { bring, caseBy, customersBrowser, hire, knock, browserOf, programOf, rows, value, type Knocker } from './world.ts'

// S2. Another team's secrets, a mark in every field, and everything there is asked as somebody who must see none.

const mark = 'zqxmark'
const markedPhone = '+370987123654'
const marked = [mark, markedPhone, markedPhone.slice(1)]

let desk: Desk
let outsiders: Knocker[]
let ids: Record<string, string[]>
let port: number
let countsBefore: unknown[]

beforeAll(async () => {
  desk = await openDesk()
  const { staff, teams, customers } = desk.cast
  const lead = await hire(desk, 'lara', 'lead', [teams.front])
  const person = async (name: string, who: typeof staff.tomas): Promise<Knocker> => ({
    name,
    headers: await browserOf(desk, who.id),
    role: who.role,
    isKey: false,
    sees: 'front',
    actor: who,
  })
  outsiders = [
    await person('agent', staff.tomas),
    await person('agent elsewhere', staff.mantas),
    await person('lead', lead),
    { name: 'key agent', headers: await programOf(desk, 'agent', [teams.front]), role: 'agent', isKey: true, sees: 'front', actor: null },
    { name: 'key lead', headers: await programOf(desk, 'lead', [teams.front]), role: 'lead', isKey: true, sees: 'front', actor: null },
    {
      name: 'customer',
      headers: await customersBrowser(desk, customers['emma']?.id ?? ''),
      role: null,
      isKey: false,
      sees: 'none',
      actor: null,
    },
    { name: 'visitor', headers: {}, role: null, isKey: false, sees: 'none', actor: null },
  ]
  countsBefore = await counts()
  ids = await plant()
  await desk.app.listen({ port: 0, host: '127.0.0.1' })
  const address = desk.app.server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(() => desk.close())

const counts = () =>
  Promise.all(
    outsiders
      .filter(({ role }) => role)
      .map(async (who) => (await knock(desk, who, { method: 'GET', url: '/api/v1/cases/counts' })).json() as unknown),
  )

/** The other team's case with a mark in everything that can hold words, a case of ours beside it, and mail that became no case. */
async function plant(): Promise<Record<string, string[]>> {
  const { staff, teams } = desk.cast
  const organisationId = await desk.change(system, (ctx) => addOrganisation(ctx, { name: `${mark} organisation` }))
  await desk.change(system, (ctx) =>
    meetCustomer(ctx, { email: `${mark}@mail.example`, name: `${mark} name`, phone: markedPhone, organisationId, language: 'en' }),
  )
  const caseId = await caseBy(desk, {
    to: 'billing@kept.example',
    from: `"${mark} from" <${mark}@mail.example>`,
    subject: `${mark} subject`,
    text: `${mark} text`,
    html: `<p>${mark} html</p>`,
    file: { name: `${mark}.txt`, bytes: `${mark} bytes` },
    headers: `X-Secret: ${mark}\r\n`,
  })
  const {
    it: { id: byApi },
  } = await desk.change(staff.daiva, (ctx) =>
    openByApi(ctx, desk.kept.house, {
      customer: { email: `${mark}@mail.example` },
      text: `${mark} words`,
      subject: `${mark} need`,
      kind: 'complaint',
      channel: 'phone',
      teamId: teams.billing,
      wentWrong: `${mark} wrong`,
      expects: `${mark} expects`,
      wouldPutRight: `${mark} right`,
    }),
  )
  await desk.change(staff.daiva, (ctx) => writeNote(ctx, { caseId, text: `${mark} note` }))
  await desk.change(staff.daiva, (ctx) => saveDraft(ctx, { caseId, text: `${mark} draft`, as: 'answer' }))
  await desk.change(staff.daiva, (ctx) => setPresence(ctx, { caseId, doing: 'writing' }))
  await desk.change(staff.daiva, (ctx) => answerCase(ctx, { caseId, text: `${mark} answer`, undoSeconds: 0 }))
  await desk.change({ kind: 'customer', id: await value(desk, 'select customer_id from cases where id = $1', caseId), caseId }, (ctx) =>
    rateCase(ctx, { caseId, score: 2, text: `${mark} rating` }),
  )
  await bring(desk, {
    to: 'billing@kept.example',
    from: `${mark}list@mail.example`,
    subject: `${mark} list`,
    headers: 'List-Id: <a.b>\r\n',
  })
  // A customer of ours, who has a case there too, and a tie between the two.
  const ours = await caseBy(desk, { from: 'giedre@miestas.example', subject: 'Ours' })
  const theirs = await caseBy(desk, {
    to: 'billing@kept.example',
    from: 'giedre@miestas.example',
    subject: `${mark} other`,
    text: `${mark} other text`,
  })
  await desk.change(system, (ctx) => linkCases(ctx, { oneId: ours, otherId: theirs, why: 'same_mail' }))
  await desk.change(system, (ctx) => linkCases(ctx, { oneId: caseId, otherId: ours, why: 'same_mail' }))
  await desk.sweep()
  const column = async (text: string) => (await rows<{ id: string }>(desk, text)).map(({ id }) => id)
  const secret = [caseId, byApi, theirs]
  return {
    ours: [ours],
    secret,
    cases: [
      ...secret,
      ours,
      ...(await rows<{ number: number }>(desk, 'select number from cases where id = any($1)', secret)).map(({ number }) => `K-${number}`),
    ],
    messages: await column('select id from messages'),
    attachments: await column('select id from attachments'),
    offers: await column('select id from offers'),
    promises: await column('select id from promises'),
    'set-aside': await column('select id from received_mails'),
    customers: await column('select id from customers'),
    organisations: await column('select id from organisations'),
    projects: await column('select id from projects'),
    'api-keys': await column('select id from api_keys'),
  }
}

/** What an outsider got to read, checked byte by byte; ids of the other team's cases are marks too. */
function findings(who: string, where: string, bytes: string): string[] {
  const text = bytes.toLowerCase()
  return [...marked, ...(ids['secret'] ?? [])].filter((one) => text.includes(one.toLowerCase())).map((one) => `${who}: ${one} in ${where}`)
}

/** Every address of the running server with every id put in. */
function addresses(method: string): string[] {
  const routes = desk.app.knownRoutes.filter((route) => route.method === method && !/events|\*/.test(route.url))
  return routes.flatMap(({ url }) => {
    if (!url.includes(':id')) return [url]
    const kind = /\/([a-z-]+)\/:id/.exec(url)?.[1] ?? ''
    return (ids[kind] ?? []).map((id) => url.replace(':id', id))
  })
}

const searches = [
  `/api/v1/cases?q=${mark}`,
  `/api/v1/cases?q=${encodeURIComponent(markedPhone)}`,
  `/api/v1/customers?q=${mark}`,
  `/api/v1/customers?q=${encodeURIComponent(markedPhone)}`,
  `/api/v1/organisations?q=${mark}`,
  '/api/v1/cases?sort=work&limit=200',
  '/api/v1/cases?q=subject',
  '/api/v1/cases?limit=200',
  '/api/v1/cases?sort=newest&limit=200',
  '/api/v1/cases?state=answered',
  '/api/v1/cases?state=set_aside',
  '/api/v1/cases?section=waiting',
  '/api/v1/cases?section=late',
  '/api/v1/cases?owner=none',
  '/api/v1/set-aside?limit=200',
  '/mailbox',
  '/mailbox.json',
]

test('nobody outside the team reads a mark by any address, search, list or file', async () => {
  const teams = Object.values(desk.cast.teams)
  const named = await rows<{ messageId: string }>(
    desk,
    'select message_id from messages where message_id is not null union select message_id from outgoing_mails',
  )
  const more = [
    ...searches,
    ...teams.map((id) => `/api/v1/cases?team=${id}&limit=200`),
    `/api/v1/cases?owner=${desk.cast.staff.daiva.id}`,
    ...(await rows<{ id: string }>(desk, 'select id from customers')).map(({ id }) => `/api/v1/cases?customer=${id}&limit=200`),
    ...(await rows<{ number: number }>(desk, 'select number from cases')).map(({ number }) => `/api/v1/customers?q=K-${number}`),
    ...named.map(({ messageId }) => `/api/v1/messages?message_id=${encodeURIComponent(messageId)}`),
    ...(await rows<{ number: number }>(desk, 'select number from cases')).map(({ number }) => `/api/v1/cases?q=K-${number}`),
  ]
  const found: string[] = []
  let asked = 0
  for (const who of outsiders) {
    for (const url of [...addresses('GET'), ...more]) {
      const answer = await knock(desk, who, { method: 'GET', url })
      found.push(...findings(who.name, url, `${JSON.stringify(answer.headers)} ${answer.body}`))
      expect(answer.statusCode, `${who.name} ${url} ${answer.body.slice(0, 200)}`).toBeLessThan(500)
      asked++
    }
  }
  expect(found).toEqual([])
  console.info(`S2: ${asked} addresses read, 0 marks`)
})

test('nobody outside the team reads a mark by trying to change something', async () => {
  const bodies = [
    undefined,
    {},
    { text: 'x' },
    { score: 1 },
    { for: 'x' },
    { outcome: 'reached' },
    { doing: 'viewing' },
    { at: '2026-11-26T10:00:00Z' },
    { offerId: ids['offers']?.[0], reason: 'x' },
    { owner: { staffId: desk.cast.staff.tomas.id } },
    { kind: 'wish' },
  ]
  const secretBefore = await value(desk, "select md5(string_agg(t::text, '' order by id)) from cases t where id = any($1)", ids['secret'])
  const foreign = new Set(ids['secret'])
  const kept = await rows<{ id: string }>(
    desk,
    `select id from messages where case_id = any($1) union select id from offers where case_id = any($1) union select id from promises where case_id = any($1)
    union select a.id from attachments a join messages m on m.id = a.message_id where m.case_id = any($1)`,
    ids['secret'],
  )
  for (const { id } of kept) foreign.add(id)
  const numbers = (ids['cases'] ?? []).filter((id) => id.startsWith('K-'))
  const found: string[] = []
  for (const who of outsiders) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      for (const url of addresses(method).filter((one) => [...foreign, ...numbers].some((id) => one.includes(id)))) {
        for (const body of who.role ? bodies : bodies.slice(0, 2)) {
          const answer = await knock(desk, who, { method, url, body })
          found.push(...findings(who.name, `${method} ${url}`, answer.body))
          expect(answer.statusCode, `${who.name} ${method} ${url} ${JSON.stringify(body)} ${answer.body}`).toBeGreaterThanOrEqual(400)
          expect(answer.statusCode).toBeLessThan(500)
        }
      }
    }
  }
  expect(found).toEqual([])
  expect(await value(desk, "select md5(string_agg(t::text, '' order by id)) from cases t where id = any($1)", ids['secret'])).toBe(
    secretBefore,
  )
})

test('counts do not count what one may not see', async () => {
  await knock(desk, outsiders[0] ?? { headers: {} }, { method: 'GET', url: '/api/v1/me' })
  const after = await counts()
  for (const [index, was] of countsBefore.entries()) {
    const [before, now] = [was, after[index]] as [
      { late: number; waiting: number; setAside: number; teams: object },
      typeof was & { teams: Record<string, number> },
    ]
    expect(Object.keys(now.teams)).not.toContain(desk.cast.teams.billing)
    expect(now).toMatchObject({ setAside: before.setAside, late: before.late })
  }
})

test('the live stream names nothing of another team, from its beginning or as it happens', async () => {
  for (const who of outsiders.filter(({ role }) => role)) {
    const stop = new AbortController()
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/events?cursor=0-0`, { headers: who.headers, signal: stop.signal })
    let heard = ''
    const reading = (async () => {
      for await (const part of answer.body ?? []) heard += Buffer.from(part).toString()
    })().catch(() => {})
    const secretId = ids['secret']?.[0] ?? ''
    await desk.change(desk.cast.staff.daiva, (ctx) => writeNote(ctx, { caseId: secretId, text: `${mark} again` }))
    const daiva = await browserOf(desk, desk.cast.staff.daiva.id)
    await knock(desk, { headers: daiva }, { method: 'PUT', url: `/api/v1/cases/${secretId}/presence`, body: { doing: 'writing' } })
    const ours = ids['ours']?.[0] ?? ''
    await desk.change(system, (ctx) => writeNote(ctx, { caseId: ours, text: 'ours' }))
    const isListening = who.name === 'agent' || who.name === 'lead'
    for (let turn = 0; turn < 100 && !(isListening && heard.includes(ours)) && (isListening || turn < 8); turn++)
      await new Promise((resolve) => setTimeout(resolve, 20))
    stop.abort()
    await reading
    if (isListening) expect(heard, `${who.name} hears of their own`).toContain(ours)
    expect(findings(who.name, 'the stream', heard)).toEqual([])
  }
})

test('mails about the other team go to its own customer only', async () => {
  await desk.sweep()
  const mails = await rows<{ toAddress: string }>(desk, 'select * from outgoing_mails')
  const others = mails.filter(({ toAddress }) => !toAddress.startsWith(mark) && toAddress !== 'giedre@miestas.example')
  expect(findings('sink', 'mail', JSON.stringify(others))).toEqual([])
  expect(mails.some(({ toAddress }) => toAddress.startsWith(mark))).toBe(true)
})

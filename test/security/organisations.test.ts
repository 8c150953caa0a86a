import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptCase, rejectCase, withdrawCase } from '#cases'
import { takeIn } from '#channels'
import {
  addContact,
  addOrganisation,
  addProject,
  changeContact,
  customerActor,
  findCustomer,
  openPortalSession,
  proveAddress,
} from '#customers'
import {
  acceptOffer,
  agreeToMove,
  askLead,
  askToMove,
  declineMove,
  freshOffers,
  helpArrived,
  movePromise,
  promiseExtra,
  propose,
  releasePromise,
  runningPromise,
  sayAskedFor,
  stateExpectation,
} from '#promises'
import { rateCase } from '#feedback'
import { system } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { buildPages, hiddenOf } from '#test/visitor.ts'
import { rows, value } from './world.ts'

// S1, S2 and S3 for customers of organisations: what a contact may know of what others asked, by right, case and route, and that nothing they
// send changes whose they are or what they may see.

type Right = 'own' | 'projects' | 'organisation'
const kinds = ['own', 'same project', 'other project', 'no project', 'other organisation', 'nobody’s', 'absent'] as const
type Kind = (typeof kinds)[number]
const seen: Record<Right, readonly Kind[]> = {
  own: [],
  projects: ['same project'],
  organisation: ['same project', 'other project', 'no project'],
}

const mark = 'zqxsecret'
let desk: Desk
let reader: string
let organisationId: string
let otherId: string
let projects: { a: string; b: string; other: string }
const cases = {} as Record<Kind, { id: string; file: string; customerId: string }>

beforeAll(async () => {
  buildPages()
  desk = await openDesk()
  await desk.change(system, async (ctx) => {
    organisationId = await addOrganisation(ctx, { name: 'Bells and brakes' })
    otherId = await addOrganisation(ctx, { name: `${mark} organisation`, namedPersonId: desk.cast.staff.ieva.id })
    projects = {
      a: await addProject(ctx, organisationId, { name: 'Project A' }),
      b: await addProject(ctx, organisationId, { name: 'Project B' }),
      other: await addProject(ctx, otherId, { name: `${mark} project` }),
    }
  })
  reader = await contact(organisationId, 'reader', 'own', [projects.a])
  await contact(organisationId, 'same', 'own', [projects.a])
  await contact(organisationId, 'different', 'own', [projects.b])
  await contact(organisationId, 'loose', 'own', [])
  await contact(otherId, `${mark}.person`, 'organisation', [projects.other])
  cases['own'] = await ask('reader', 'own need')
  cases['same project'] = await ask('same', 'same need')
  cases['other project'] = await ask('different', 'different need')
  cases['no project'] = await ask('loose', 'loose need')
  cases['other organisation'] = await ask(`${mark}.person`, `${mark} need`)
  cases['nobody’s'] = await ask(`${mark}.nobody`, `${mark} alone`)
  const none = '00000000000000000000000000'
  cases['absent'] = { id: `case_${none}`, file: `attachment_${none}`, customerId: `customer_${none}` }
})
afterAll(() => desk.close())

async function contact(organisation: string, name: string, sees: Right, projectIds: string[]): Promise<string> {
  return desk.change(system, async (ctx) => {
    const id = await addContact(ctx, organisation, { email: `${name}@mail.example`, name, sees, signs: false, projectIds })
    await proveAddress(ctx, `${name}@mail.example`, 'code')
    return id
  })
}

async function ask(name: string, subject: string): Promise<{ id: string; file: string; customerId: string }> {
  desk.clock.forward({ seconds: 1 })
  const files = [{ name: `${subject}.txt`, type: 'text/plain', content: Buffer.from(`bytes of ${subject}`) }]
  const { it } = await desk.change(system, (ctx) =>
    takeIn(ctx, {
      house: desk.kept.house,
      teamId: desk.cast.teams.front,
      customer: { email: `${name}@mail.example`, name },
      kind: 'wish',
      channel: 'email',
      subject,
      wentWrong: `${subject} went wrong`,
      expects: `${subject} expected`,
      wouldPutRight: `${subject} put right`,
      message: {
        channel: 'email',
        text: `${subject} words`,
        shownText: `${subject} words`,
        from: { name, address: `${name}@mail.example` },
        files,
      },
      acknowledge: true,
    }),
  )
  const file = await value<string>(
    desk,
    'select a.id from attachments a join messages m on m.id = a.message_id where m.case_id = $1',
    it.id,
  )
  return { id: it.id, file, customerId: it.customerId }
}

async function browser(customerId: string) {
  const { token } = await desk.change(system, (ctx) => openPortalSession(ctx, customerId))
  const headers = { accept: 'text/html', cookie: `kept_portal=${token}` }
  return {
    get: (url: string, method: 'GET' | 'HEAD' = 'GET') => desk.app.inject({ method, url, headers }),
    post: (url: string, fields: Record<string, string>) =>
      desk.app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        payload: new URLSearchParams(fields).toString(),
      }),
  }
}

const give = (sees: Right) =>
  desk.change(system, (ctx) => changeContact(ctx, organisationId, reader, { sees, signs: false, projectIds: [projects.a] }))
/** A page without what is new each time: the keys of its forms. */
const bare = (html: string) => html.replaceAll(/name="_key" value="[^"]*"/g, '').replaceAll(/Ref [\w-]+|traceId":"[^"]*"/g, '')

describe.each(['own', 'projects', 'organisation'] as const)('S1: a contact who sees %s', (right) => {
  test.each(kinds)('a case: %s', async (kind) => {
    await give(right)
    const { get, post } = await browser(reader)
    const it = cases[kind]
    const maySee = seen[right].includes(kind)
    const expected = kind === 'own' ? 303 : maySee ? 200 : 404
    const looks = ['', '/escalation', `/files/${it.file}`]
    for (const path of looks)
      for (const method of ['GET', 'HEAD'] as const)
        expect((await get(`/my/cases/${it.id}${path}`, method)).statusCode, `${method} ${path}`).toBe(expected)
    const before = await value(desk, "select md5(string_agg(m::text, '' order by id)) from messages m where case_id = $1", it.id)
    const deeds: [string, Record<string, string>][] = [
      ['/messages', { text: 'a word' }],
      ['/escalation', { reason: 'slow' }],
    ]
    for (const [path, fields] of deeds)
      expect((await post(`/my/cases/${it.id}${path}`, fields)).statusCode, path).toBe(kind === 'own' || maySee ? 303 : 404)
    for (const path of [
      '/acceptance',
      '/rejection',
      '/end',
      '/offers',
      '/change',
      '/agreement',
      '/rating',
      '/zone',
      '/address',
      '/updates',
    ])
      expect((await post(`/my/cases/${it.id}${path}`, { outcome: 'solved', score: '1' })).statusCode, path).toBe(404)
    if (!maySee) {
      expect(await value(desk, "select md5(string_agg(m::text, '' order by id)) from messages m where case_id = $1", it.id)).toBe(before)
      if (kind !== 'own') {
        for (const path of ['', '/escalation', '/live'])
          expect(bare((await get(`/my/cases/${it.id}${path}`)).body), path).toBe(
            bare((await get(`/my/cases/${cases['absent'].id}${path}`)).body),
          )
      }
    }
    const list = (await get('/my')).body
    if (kind !== 'absent' && kind !== 'own') {
      const subject = await value<string>(desk, 'select subject from cases where id = $1', it.id)
      expect(list.includes(subject), 'in the list').toBe(maySee)
      const review = await get('/my/review')
      expect(review.statusCode).toBe(right === 'organisation' ? 200 : 404)
      expect(review.body.includes(subject), 'in the review').toBe(right === 'organisation' && maySee)
      expect((await get('/prefs/data')).body, 'in the file').not.toContain(subject)
      for (const query of [
        `project=${projects.b}`,
        `project=${projects.other}`,
        `after=${it.id}`,
        'state=running',
        'state=nonsense',
        'project=x',
      ])
        expect((await get(`/my?${query}`)).body.includes(subject) && !maySee, query).toBe(false)
    }
  })

  test('deciding is refused by the verbs too, whatever is seen', async () => {
    await give(right)
    const actor = customerActor(await desk.look(system, (ctx) => findCustomer(ctx, reader)))
    for (const kind of kinds.filter((one) => one !== 'own')) {
      const { id: caseId } = cases[kind]
      const refused = (work: Parameters<typeof desk.change<unknown>>[1]) =>
        expect(desk.change(actor, work), kind).rejects.toThrow(/forbidden|not_found/)
      await refused((ctx) => acceptCase(ctx, caseId))
      await refused((ctx) => withdrawCase(ctx, caseId))
      await refused((ctx) => rejectCase(ctx, { caseId, text: 'no', from: { name: '', address: '' } }))
      await refused((ctx) => rateCase(ctx, { caseId, score: 1, text: null }))
      await refused((ctx) => propose(ctx, { caseId, at: new Date(ctx.now.getTime() + 2 * 86_400_000), form: 'written' }))
      await refused((ctx) => askLead(ctx, caseId))
      await refused((ctx) => stateExpectation(ctx, { caseId, expects: 'another thing' }))
      await refused((ctx) => sayAskedFor(ctx, caseId, 'exactly'))
      await refused((ctx) => helpArrived(ctx, caseId))
      await refused((ctx) => promiseExtra(ctx, { caseId, form: 'update' }))
      if (kind === 'absent') continue
      const [offer, running, move] = await asked(caseId)
      await refused((ctx) => acceptOffer(ctx, { offerId: offer }))
      await refused((ctx) => movePromise(ctx, { promiseId: running, offerId: offer, onCustomersWord: true }))
      await refused((ctx) => declineMove(ctx, move))
      await refused((ctx) => agreeToMove(ctx, move))
      await refused((ctx) => releasePromise(ctx, running))
      expect(await value(desk, 'select answer from move_requests where id = $1', move), kind).toBeNull()
    }
  })

  /** An offer of a case, its promise, and a move that its asker is asked for. */
  async function asked(caseId: string): Promise<[string, string, string]> {
    return desk.change(desk.cast.staff.rasa, async (ctx) => {
      const offers = await freshOffers(ctx, caseId)
      const [offer, running] = [offers.find(({ form }) => form === 'written'), await runningPromise(ctx, caseId)]
      if (!offer || !running) throw new Error('nothing is offered')
      const { id } = await askToMove(ctx, { promiseId: running.id, offerId: offer.id, reason: 'Ill' })
      return [offer.id, running.id, id]
    })
  }
})

test('a live page says nothing more once the right has ended', async () => {
  await give('organisation')
  await desk.app.listen({ port: 0, host: '127.0.0.1' })
  const { token } = await desk.change(system, (ctx) => openPortalSession(ctx, reader))
  const address = desk.app.server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const stop = new AbortController()
  const it = cases['other project']
  const answer = await fetch(`http://127.0.0.1:${port}/my/cases/${it.id}/live`, {
    headers: { cookie: `kept_portal=${token}` },
    signal: stop.signal,
  })
  let heard = ''
  const reading = (async () => {
    for await (const part of answer.body ?? []) heard += Buffer.from(part).toString()
  })().catch(() => {})
  const happen = () => desk.change(desk.cast.staff.tomas, (ctx) => freshOffers(ctx, it.id))
  const until = async (isEnough: () => boolean, turns: number) => {
    for (let turn = 0; turn < turns && !isEnough(); turn++) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await happen()
  await until(() => heard.includes(it.id), 200)
  expect(heard).toContain(it.id)
  await give('own')
  heard = ''
  await happen()
  await until(() => heard.includes(it.id), 20)
  stop.abort()
  await reading
  expect(heard).not.toContain(it.id)
})

test('S2: a contact reads no mark of another organisation by any page, link, id or file', async () => {
  await give('organisation')
  const { get } = await browser(reader)
  const foreign = [cases['other organisation'], cases['nobody’s']]
  const offers = await rows<{ id: string }>(
    desk,
    'select id from offers where case_id = any($1)',
    foreign.map(({ id }) => id),
  )
  const todo = [
    '/',
    '/my',
    '/my/review',
    '/prefs',
    '/prefs/data',
    `/my?project=${projects.other}`,
    `/my?after=${foreign[0]?.id}`,
    '/my/review?from=2020-01-01',
    ...foreign.flatMap(({ id, file }) =>
      ['', '/escalation', '/live', `/files/${file}`, `/end`, '/change'].map((path) => `/my/cases/${id}${path}`),
    ),
    ...foreign.map(({ file }) => `/my/cases/${cases['same project'].id}/files/${file}`),
    ...offers.map(({ id }) => `/my/cases/${cases['same project'].id}/offers/${id}`),
  ]
  const asked = new Set<string>()
  const found: string[] = []
  for (let url = todo.pop(); url !== undefined; url = todo.pop()) {
    if (asked.has(url) || asked.size > 300) continue
    asked.add(url)
    const answer = url.endsWith('/live') && !foreign.some(({ id }) => url?.includes(id)) ? null : await get(url)
    if (!answer) continue
    expect(answer.statusCode, url).toBeLessThan(500)
    if (`${JSON.stringify(answer.headers)} ${answer.body}`.toLowerCase().includes(mark)) found.push(url)
    for (const [, href = ''] of answer.body.matchAll(/href="(\/(?!assets|desk|mailbox)[^"]*)"/g)) todo.push(href.replaceAll('&amp;', '&'))
  }
  expect(found).toEqual([])
  expect(asked.size).toBeGreaterThan(30)
  await desk.sweep()
  const mails = await rows<{ toAddress: string }>(desk, 'select * from outgoing_mails')
  const others = mails.filter(({ toAddress }) => !toAddress.startsWith(mark))
  expect(JSON.stringify(others)).not.toContain(mark)
  // A colleague's case mails whoever asked, and nobody who reads along.
  const same = await rows<{ toAddress: string }>(
    desk,
    'select distinct to_address from outgoing_mails where case_id = $1',
    cases['same project'].id,
  )
  expect(same.map(({ toAddress }) => toAddress)).toEqual(['same@mail.example'])
  console.info(`S2: ${asked.size} pages read as a contact, 0 marks`)
})

test('S3: fields nobody asked for change nothing about whose somebody is and what they may see', async () => {
  await give('own')
  const { get, post } = await browser(reader)
  const extra = {
    customerId: cases['same project'].customerId,
    customer_id: cases['same project'].customerId,
    id: cases['same project'].customerId,
    organisationId: otherId,
    organisation_id: otherId,
    organisation: otherId,
    sees: 'organisation',
    signs: 'true',
    projectIds: projects.other,
    email: `${mark}.person@mail.example`,
    provenAt: '2026-01-01',
    proven: 'true',
    role: 'admin',
    caseId: cases['other project'].id,
    stranger: 'false',
  }
  const rights = () =>
    rows(
      desk,
      `select c.id, c.email, c.organisation_id, c.sees, c.signs, (select array_agg(project_id) from project_contacts p where p.customer_id = c.id) as projects,
        (select array_agg(address order by address) from addresses a where a.customer_id = c.id) as addresses from customers c order by c.id`,
    )
  const others = () => value(desk, "select md5(string_agg(t::text, '' order by t.id)) from cases t where customer_id <> $1", reader)
  const [before, casesBefore] = [await rights(), await others()]
  const page = (await get('/prefs')).body
  const typed = {
    name: 'reader',
    phone: '',
    language: 'en',
    zone: 'Europe/Vilnius',
    prefers: 'any',
    quietFrom: '',
    quietTo: '',
    restNotice: 'yes',
  }
  expect((await post('/prefs', { ...hiddenOf(page, '/prefs'), ...typed, ...extra })).statusCode).toBe(303)
  const erased = await post('/prefs/erasure', { ...hiddenOf(page, '/prefs/erasure'), ...extra })
  expect(erased.statusCode).toBe(303)
  expect(await value(desk, "select customer_id from cases where subject = 'Erase my data'")).toBe(reader)
  for (const kind of ['same project', 'other organisation'] as const)
    for (const path of ['/messages', '/escalation'])
      expect((await post(`/my/cases/${cases[kind].id}${path}`, { text: 'x', reason: 'slow', ...extra })).statusCode).toBe(404)
  expect(await others()).toBe(casesBefore)
  await give('organisation')
  const given = await rights()
  const base = `/my/cases/${cases['same project'].id}`
  expect((await post(`${base}/messages`, { text: 'my own word', ...extra })).statusCode).toBe(303)
  expect(await rows(desk, "select case_id, customer_id, from_address, marks from messages where text = 'my own word'")).toEqual([
    { caseId: cases['same project'].id, customerId: reader, fromAddress: 'reader@mail.example', marks: [] },
  ])
  expect(await rights()).toEqual(given)
  await give('own')
  expect(await rights()).toEqual(before)
})

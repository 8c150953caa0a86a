import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { caseLink, findCase, handOver, receiveMessage, setAside, withdrawCase } from '#cases'
import { demoMails } from '#channels'
import { emergencyKinds } from '#contract/emergency.ts'
import { languages, missingTexts, translator } from '#platform/i18n/index.ts'
import { system } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { escalate, promisesOf, propose, stateExpectation } from '#promises'
import { openDesk, type Desk } from '#test/harness.ts'
import { buildPages, offersOn, visitor } from '#test/visitor.ts'
import { bring, browserOf, programOf } from '#test/security/world.ts'

let desk: Desk
let tomas: Record<string, string>
let program: Record<string, string>
let nth = 0

beforeAll(async () => {
  buildPages()
  desk = await openDesk({ demo: true })
  program = await programOf(desk, 'agent', [desk.cast.teams.front])
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.clock.set(new Date(Date.parse('2026-11-25T09:00:00Z') + ++nth * 7 * 86_400_000))
  tomas = await browserOf(desk, desk.cast.staff.tomas.id)
})

type Body = Record<string, any> // eslint-disable-line @typescript-eslint/no-explicit-any -- what the wire says is asked below
const api = async (method: 'GET' | 'PUT' | 'POST', url: string, body?: object, headers = tomas) => {
  const answer = await desk.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    ...(body && { payload: body }),
  })
  return { status: answer.statusCode, body: (answer.body ? JSON.parse(answer.body) : null) as Body }
}
const address = () => `danger${++nth}@post.example`
const opened = async (text: string, more: { email?: string; channel?: 'phone' | 'api'; headers?: Record<string, string> } = {}) => {
  const { status, body } = await api(
    'POST',
    '/cases',
    { customer: { email: more.email ?? address() }, text, channel: more.channel ?? 'api' },
    more.headers,
  )
  expect(status, JSON.stringify(body)).toBe(201)
  desk.clock.forward({ seconds: 1 })
  return String(body['id'])
}
const view = async (caseId: string) => (await api('GET', `/cases/${caseId}`)).body
const names = async (caseId: string) => ((await view(caseId))['history'] as { name: string }[]).map(({ name }) => name)
const mailsTo = async (to: string) =>
  (await desk.look(system, (ctx) => demoMails(ctx, 500))).filter((mail) => mail.to.some((one) => one.includes(to))).reverse()
const pageOf = async (caseId: string) =>
  desk.look(system, async (ctx) => new URL(caseLink(desk.kept.house, await findCase(ctx, caseId), ctx.now)).pathname)
const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&#39;', "'")
const breathless = 'Laba diena, po vakarykščio vizito negaliu kvėpuoti. Ką daryti?'

describe('every door', () => {
  test('mail, also in its subject', async () => {
    const [one, other] = [address(), address()]
    await bring(desk, { from: one, subject: 'Skubu', text: breathless })
    await bring(desk, { from: other, subject: 'Gas leak in the cellar', text: 'See the subject.' })
    const { body } = await api('GET', '/cases?section=emergency&limit=200')
    const found = (email: string) => body['items'].find((row: Body) => row['customer'].email === email)?.emergency
    expect(found(one)).toMatchObject({ kind: 'cannot_breathe', words: ['negaliu kvėpuoti'], confirmed: false })
    expect(found(other)?.kind).toBe('gas')
  })

  test('API, with the place of the words; and what is said on a case later', async () => {
    const caseId = await opened('My lamp is broken.')
    expect((await view(caseId))['emergency']).toBeNull()
    await api('POST', `/cases/${caseId}/messages`, { text: 'Now the socket is sparking and there is smoke everywhere', as: 'customer' })
    const { emergency, messages } = await view(caseId)
    expect(emergency).toMatchObject({ kind: 'smoke', raisedBy: null, confirmedAt: null })
    for (const { messageId, words, from, to } of emergency.triggers) {
      const { shownText } = messages.find((message: Body) => message['id'] === messageId)
      expect(shownText.slice(from, to)).toBe(words)
    }
    expect(await names(caseId)).toContain('case.emergency_raised')
  })

  test('entered by staff, and rejected in words', async () => {
    expect((await view(await opened('He is unconscious', { channel: 'phone' })))['emergency'].kind).toBe('collapse')
    const caseId = await opened('My lamp is broken.')
    await api('PUT', `/cases/${caseId}/answer`, { text: 'Plug it in.', undoSeconds: 0 })
    await api('PUT', `/cases/${caseId}/rejection`, { text: 'I did, now it is on fire' }, program)
    expect((await view(caseId))['emergency'].kind).toBe('fire')
  })

  test('words to a lead', async () => {
    const caseId = await opened('My lamp is broken.')
    const { customerId } = await desk.look(system, (ctx) => findCase(ctx, caseId))
    await desk.change({ kind: 'customer', id: customerId, caseId }, (ctx) =>
      escalate(ctx, { caseId, reason: 'slow', words: 'the kitchen is on fire' }),
    )
    expect((await view(caseId))['emergency']).toMatchObject({ kind: 'fire', triggers: [{ from: null, messageId: null }] })
  })

  test('what they say later of how they see it, and beside a time they propose', async () => {
    const [one, other] = [await opened('My lamp is broken.'), await opened('My lamp is broken.')]
    const { customerId } = await desk.look(system, (ctx) => findCase(ctx, one))
    const { customerId: otherId } = await desk.look(system, (ctx) => findCase(ctx, other))
    await desk.change({ kind: 'customer', id: customerId, caseId: one }, (ctx) =>
      stateExpectation(ctx, { caseId: one, wentWrong: 'there is smoke everywhere', expects: 'A new lamp' }),
    )
    expect((await view(one))['emergency']).toMatchObject({ kind: 'smoke', triggers: [{ from: null, messageId: null }] })
    await desk.change({ kind: 'customer', id: otherId, caseId: other }, (ctx) =>
      propose(ctx, { caseId: other, words: 'in two hours, the kitchen is on fire', form: 'written' }),
    )
    expect((await view(other))['emergency']).toMatchObject({ kind: 'fire' })
    const hasty = await opened('My lamp is broken.')
    const { customerId: hastyId } = await desk.look(system, (ctx) => findCase(ctx, hasty))
    const state = () =>
      desk.change({ kind: 'customer', id: hastyId, caseId: hasty }, (ctx) =>
        stateExpectation(ctx, { caseId: hasty, by: null, words: 'now, I cannot breathe' }),
      )
    await state()
    expect((await view(hasty))['emergency']).toMatchObject({ kind: 'cannot_breathe' })
    await api('PUT', `/cases/${hasty}/emergency/end`, { why: 'not_an_emergency' })
    await state()
    expect((await view(hasty))['emergency'], 'the same words again').toBeNull()
  })

  test.each(languages)('the form in %s: what to do stands on the choice, the receipt and the page, and in the mail', async (language) => {
    const t = translator(language)
    const [browser, email] = [visitor(desk, { language }), address()]
    const start = await browser.get('/')
    const sent = await browser.submit(start, '/', { need: breathless, kind: 'request' })
    const choose = await browser.get(sent.location)
    expect(plain(choose.html)).toContain(t('emergency.do.cannot_breathe'))
    expect(choose.html.indexOf('in-danger')).toBeLessThan(choose.html.indexOf('<h1'))
    const [offer = ''] = offersOn(choose.html)
    const chosen = await browser.submit(choose, sent.location, { offer })
    const contact = await browser.get(chosen.location)
    const done = await browser.submit(contact, chosen.location, { email, name: 'Jonas', phone: '+370 600 00000' })
    const receipt = await browser.get(done.location)
    expect(plain(receipt.html)).toContain(t('emergency.title'))
    const [mail] = await mailsTo(email)
    expect(mail?.text.indexOf(t('emergency.title'))).toBe(0)
    expect(mail?.text).toContain(t('emergency.do.cannot_breathe'))
    // Nobody can send their words through us.
    expect(mail?.text).not.toContain('vakarykščio')
    const caseId = String(
      (await api('GET', '/cases?section=emergency&limit=200')).body['items'].find((row: Body) => row['customer'].email === email).id,
    )
    expect(plain((await browser.get(await pageOf(caseId))).html)).toContain(t('emergency.we'))
  })
})

test('danger told of beside a time they propose on the form is on the receipt and in the mail', async () => {
  const [browser, email, t] = [visitor(desk), address(), translator('en')]
  const start = await browser.get('/')
  const sent = await browser.submit(start, '/', { need: 'My lamp is broken.', kind: 'request' })
  const choose = await browser.get(sent.location)
  expect(plain(choose.html)).not.toContain(t('emergency.title'))
  const proposal = { offer: '', proposalWords: 'in two hours please, the kitchen is on fire', proposalWay: 'written' }
  const chosen = await browser.submit(choose, sent.location, proposal)
  const contact = await browser.get(chosen.location)
  const done = await browser.submit(contact, chosen.location, { email, name: 'Jonas' })
  expect(plain((await browser.get(done.location)).html)).toContain(t('emergency.title'))
  const mails = await mailsTo(email)
  expect(mails.map((mail) => mail.text.includes(t('emergency.do.fire')))).toContain(true)
})

describe('only ever raised', () => {
  test('a calm message lowers nothing, a graver one makes it graver, and its words are added', async () => {
    const caseId = await opened('The charger is smoking')
    await api('POST', `/cases/${caseId}/messages`, { text: 'All is well, thank you.', as: 'customer' })
    expect((await view(caseId))['emergency'].kind).toBe('smoke')
    await api('POST', `/cases/${caseId}/messages`, { text: 'my husband cannot breathe', as: 'customer' })
    const { emergency } = await view(caseId)
    expect(emergency.kind).toBe('cannot_breathe')
    expect(new Set(emergency.triggers.map((trigger: Body) => trigger['messageId'])).size).toBe(2)
  })

  test('a stranger raises one too, and changes nothing else', async () => {
    const caseId = await opened('My lamp is broken.')
    await desk.change(system, (ctx) =>
      receiveMessage(ctx, {
        caseId,
        customerId: null,
        stranger: true,
        message: {
          channel: 'email',
          text: 'the house is on fire',
          shownText: 'the house is on fire',
          from: { name: '', address: 'wife@post.example' },
        },
      }),
    )
    expect((await view(caseId))['emergency'].kind).toBe('fire')
  })

  test('a case set aside comes back when its customer is in danger', async () => {
    const caseId = await opened('My lamp is broken.')
    await desk.change(desk.cast.staff.tomas, (ctx) => setAside(ctx, { caseId, reason: '' }))
    const { customerId } = await desk.look(system, (ctx) => findCase(ctx, caseId))
    const write = (text: string) =>
      desk.change(system, (ctx) =>
        receiveMessage(ctx, {
          caseId,
          customerId,
          stranger: false,
          message: { channel: 'email', text, shownText: text, from: { name: '', address: '' } },
        }),
      )
    await write('hello?')
    expect((await view(caseId))['state']).toBe('set_aside')
    await write('the house is on fire')
    expect(await view(caseId)).toMatchObject({ state: 'open', emergency: { kind: 'fire' } })
    expect((await view(caseId))['promises'][0].state).toBe('agreed')
  })

  test('only a person sets one down, with their name; afterwards it can be raised again', async () => {
    const email = address()
    const caseId = await opened('The charger is smoking', { email })
    const end = { why: 'not_an_emergency' }
    expect((await api('PUT', `/cases/${caseId}/emergency/end`, end, program)).status).toBe(403)
    expect((await api('PUT', `/cases/${caseId}/emergency/end`, end)).status).toBe(204)
    const after = await view(caseId)
    expect(after['emergency']).toBeNull()
    expect(after['history'].find((row: Body) => row['name'] === 'case.emergency_set_down')).toMatchObject({
      by: { kind: 'staff', name: 'Tomas Kazlauskas' },
      facts: end,
    })
    desk.clock.forward({ minutes: 1 })
    await api('POST', `/cases/${caseId}/messages`, { text: 'Now it is on fire', as: 'customer' })
    expect((await view(caseId))['emergency'].kind).toBe('fire')
    expect((await mailsTo(email)).at(-1)?.subject).toContain('112')
  })

  test('by hand: by a person it is confirmed, by a program it is not; a lesser kind changes nothing', async () => {
    const [mine, theirs] = [await opened('My lamp is broken.'), await opened('My lamp is broken.')]
    await api('PUT', `/cases/${mine}/emergency`, { kind: 'fire', words: 'Heard an alarm behind him' })
    expect((await view(mine))['emergency']).toMatchObject({
      kind: 'fire',
      words: 'Heard an alarm behind him',
      confirmedBy: 'Tomas Kazlauskas',
    })
    await api('PUT', `/cases/${mine}/emergency`, { kind: 'outage' })
    expect((await view(mine))['emergency'].kind).toBe('fire')
    await api('PUT', `/cases/${theirs}/emergency`, { kind: 'fire' }, program)
    expect((await view(theirs))['emergency']).toMatchObject({ confirmedAt: null, raisedBy: 'program agent' })
  })
})

describe('order of work', () => {
  const rows = async (query: string) => (await api('GET', `/cases?${query}`)).body

  test('emergencies first, the longest raised first, whatever is due; pages go on where they ended', async () => {
    const { workshop } = desk.cast.teams
    const daiva = await browserOf(desk, desk.cast.staff.daiva.id)
    const open = async (text: string) => {
      const { body } = await api('POST', '/cases', { customer: { email: address() }, text, teamId: workshop }, daiva)
      desk.clock.forward({ seconds: 1 })
      return String(body['id'])
    }
    const calm = [await open('a squeak'), await open('another squeak')]
    const first = await open('the kitchen is on fire')
    const second = await open('I cannot breathe')
    const all: string[] = []
    for (let cursor = ''; ;) {
      const page = (await api('GET', `/cases?team=${workshop}&limit=1${cursor && `&cursor=${cursor}`}`, undefined, daiva)).body
      all.push(...page['items'].map((row: Body) => row['id']))
      if (!page['nextCursor']) break
      cursor = page['nextCursor']
    }
    expect(all).toEqual([first, second, ...calm])
    await api('PUT', `/cases/${first}/emergency/end`, { why: 'over' }, daiva)
    const after = (await api('GET', `/cases?team=${workshop}`, undefined, daiva)).body['items'].map((row: Body) => row['id'])
    expect(after).toEqual([second, ...calm, first])
  })

  test('one that stands on a case that has ended is still shown and counted, until a person sets it down', async () => {
    const caseId = await opened('My lamp is broken.')
    const { customerId } = await desk.look(system, (ctx) => findCase(ctx, caseId))
    await desk.change({ kind: 'customer', id: customerId, caseId }, (ctx) => withdrawCase(ctx, caseId))
    const before = (await api('GET', '/cases/counts')).body['emergency']
    const message = { channel: 'email' as const, text: 'the house is on fire', shownText: 'the house is on fire' }
    await desk.change(system, (ctx) =>
      receiveMessage(ctx, {
        caseId,
        customerId: null,
        stranger: true,
        message: { ...message, from: { name: '', address: 'neighbour@post.example' } },
      }),
    )
    const shown = async () => {
      const lists = [await rows('section=emergency&limit=200'), await rows('sort=work&limit=200')]
      return lists.map(({ items }) => items.some((row: Body) => row['id'] === caseId))
    }
    expect((await view(caseId))['state']).toBe('withdrawn')
    expect(await shown()).toEqual([true, true])
    expect((await api('GET', '/cases/counts')).body['emergency']).toBe(before + 1)
    await api('PUT', `/cases/${caseId}/emergency/end`, { why: 'over' })
    expect(await shown()).toEqual([false, false])
  })

  test('no program takes one out of the list of work', async () => {
    const caseId = await opened('the kitchen is on fire')
    const aside = (headers: Record<string, string>) => api('PUT', `/cases/${caseId}/set-aside`, {}, headers)
    expect((await aside(program)).status).toBe(403)
    expect((await view(caseId))['state']).toBe('open')
    expect((await aside(tomas)).status).toBeLessThan(300)
  })

  test('the counts say how many stand', async () => {
    const before = (await rows('limit=1'), (await api('GET', '/cases/counts')).body['emergency'])
    await opened('the kitchen is on fire')
    expect((await api('GET', '/cases/counts')).body['emergency']).toBe(before + 1)
  })

  test('the list in order of danger reads its index', async () => {
    const lines = await desk.kept.database.transaction(async (db) => {
      await db.run(sql`set local enable_seqscan = off`)
      await db.run(sql`set local enable_sort = off`)
      return db.many<{ 'QUERY PLAN': string }>({
        text: `explain select c.id from cases c left join emergencies e on e.case_id = c.id and e.ended_at is null
          where c.state in ('open', 'answered') order by c.sort_at, c.id limit 50`,
        values: [],
      })
    })
    const plan = JSON.stringify(lines)
    expect(plan).toContain('cases_by_due')
    expect(plan).not.toContain('Sort')
  })
})

describe('help with its time of arrival', () => {
  const inMinutes = (minutes: number) => new Date(Math.ceil(desk.clock.now().getTime() / 60_000) * 60_000 + minutes * 60_000).toISOString()
  const send = (caseId: string, minutes: number, more: object = {}, headers = tomas) =>
    api('PUT', `/cases/${caseId}/help`, { who: 'Gas engineer Rimas', at: inMinutes(minutes), ...more }, headers)

  test('is a promise with a clock: told at once, confirmed by whoever sends it, kept when the customer says so', async () => {
    const email = address()
    const caseId = await opened('Strong smell of gas in the hall', { email })
    const sent = await send(caseId, 20)
    const why = await api('GET', `/promises/${sent.body['id']}/explanation`)
    expect(why.body, JSON.stringify(why.body)).toMatchObject({ setBy: 'decision', basis: 'level' })
    expect(sent, JSON.stringify(sent.body)).toMatchObject({
      status: 200,
      body: { form: 'arrival', state: 'agreed', who: 'Gas engineer Rimas' },
    })
    const after = await view(caseId)
    expect(after['emergency'].confirmedBy).toBe('Tomas Kazlauskas')
    expect(after['dueForm']).toBe('arrival')
    const mail = (await mailsTo(email)).at(-1)
    expect(mail?.text).toContain('Gas engineer Rimas')
    expect(mail?.text).toMatch(/Help reaches you by \d\d:\d\d/)
    const [browser, page] = [visitor(desk), await pageOf(caseId)]
    const shown = await browser.get(page)
    expect(plain(shown.html)).toMatch(/Help reaches you by \d\d:\d\d/)
    const told = await browser.submit(shown, `${page}/help`)
    expect(told.location).toContain('done=helped')
    const { promises } = await view(caseId)
    expect(promises.find((one: Body) => one['form'] === 'arrival').state).toBe('kept')
    expect(plain((await browser.get(page)).html)).toContain(translator('en')('tracker.help_came'))
    // Said twice it changes nothing.
    await browser.submit(shown, `${page}/help`)
    expect((await names(caseId)).filter((name) => name === 'promise.kept').length).toBe(1)
  })

  test('late on the second, in words of its own; a new time needs a reason and is told', async () => {
    const email = address()
    const caseId = await opened('Strong smell of gas in the hall', { email })
    await send(caseId, 10)
    await desk.pass({ minutes: 12 })
    expect((await view(caseId))['promises'].find((one: Body) => one['form'] === 'arrival').state).toBe('late')
    const letters = (await mailsTo(email)).map(({ text }) => text)
    expect(letters.at(-1)).toContain('nobody has told us that it is there')
    // That it is due soon is no news to somebody who waits for it.
    expect(letters.filter((text) => text.includes('may not manage')).length).toBe(0)
    expect((await send(caseId, 15)).body['code']).toBe('promises.needs_reason')
    expect((await send(caseId, 15, { reason: 'A tree lies on the road' })).status).toBe(200)
    expect((await mailsTo(email)).at(-1)?.text).toContain('A tree lies on the road')
    const arrivals = (await view(caseId))['promises'].filter((one: Body) => one['form'] === 'arrival')
    expect(arrivals.map((one: Body) => one['state'])).toEqual(['agreed', 'moved'])
  })

  test('takes nothing of what the team can write, and an answer does not keep it', async () => {
    const caseId = await opened('Strong smell of gas in the hall')
    await send(caseId, 20)
    const taken = await desk.kept.database.many<{ track: string }>(sql`select track from reservations where case_id = ${caseId}`)
    expect(taken.map(({ track }) => track)).toEqual(['answer'])
    await api('PUT', `/cases/${caseId}/answer`, { text: 'Go outside.', undoSeconds: 0 })
    const running = (await desk.look(system, (ctx) => promisesOf(ctx, caseId))).find(({ form }) => form === 'arrival')
    expect(running?.state).toBe('agreed')
    await api('PUT', `/cases/${caseId}/help/arrival`)
    expect((await view(caseId))['promises'].find((one: Body) => one['form'] === 'arrival').state).toBe('kept')
  })

  test('who may: the case’s team and keys; not for a case without an emergency, not for the past', async () => {
    const caseId = await opened('My lamp is broken.')
    expect((await send(caseId, 20)).body['code']).toBe('cases.no_emergency')
    const gas = await opened('Strong smell of gas in the hall')
    expect((await send(gas, -20)).body['code']).toBe('promises.bad_time')
    expect((await send(gas, 20, {}, await browserOf(desk, desk.cast.staff.mantas.id))).status).toBe(404)
    expect((await send(gas, 20, {}, program)).status).toBe(200)
    expect((await view(gas))['emergency'].confirmedAt).toBeNull()
  })

  test('a case handed to another team keeps its help', async () => {
    const caseId = await opened('Strong smell of gas in the hall')
    await send(caseId, 20)
    await desk.change(system, (ctx) => handOver(ctx, { caseId, to: { teamId: desk.cast.teams.workshop } }))
    const running = (await desk.look(system, (ctx) => promisesOf(ctx, caseId))).find(({ form }) => form === 'arrival')
    expect(running?.state).toBe('agreed')
  })
})

test('what to do is said for every kind in every language', () => {
  for (const language of languages)
    expect(new Set(emergencyKinds.map((kind) => translator(language)(`emergency.do.${kind}`))).size, language).toBe(emergencyKinds.length)
  expect(missingTexts()).toEqual([])
})

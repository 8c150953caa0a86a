import { afterAll, beforeAll, expect, test } from 'vitest'
import { findListed } from '#cases'
import { changeVisit, findVisit, openByApi, openVisit, openVisitCase, takeIn } from '#channels'
import { addContact, addOrganisation, addProject, changeProject, customerActor, findCustomer, findProject, proveAddress } from '#customers'
import { recordAbsence } from '#people'
import { addProduct } from '#value'
import type { AgreementTerms } from '#contract/agreements.ts'
import type { Db } from '#platform/db/database.ts'
import { change } from '#platform/kept.ts'
import { Refusal } from '#platform/refusal.ts'
import { system, type Actor } from '#platform/context.ts'
import { programOf } from '#test/security/world.ts'
import { openDesk, wednesdayNoon, type Desk } from '#test/harness.ts'
import {
  acceptOffer,
  counterAgreement,
  declineAgreement,
  endAgreement,
  findAgreement,
  freshOffers,
  hasAgreements,
  listAgreements,
  offersOfVisit,
  promisesOf,
  proposeAgreement,
  setCapacity,
  signAgreement,
} from '#promises'

let desk: Desk
let organisationId: string
let projectId: string
let productId: string
let signer: Actor
let reader: Actor

const blank: AgreementTerms = {
  forms: [],
  answerMinutes: null,
  callMinutes: null,
  updateMinutes: null,
  resolutionMinutes: null,
  calendarId: null,
  language: null,
  matter: null,
  namedPersonId: null,
  from: '2026-11-25',
  until: null,
  noticeDays: 30,
  breach: 'A month without charge.',
  words: '',
}

beforeAll(async () => {
  desk = await openDesk()
  await desk.change(system, async (ctx) => {
    organisationId = await addOrganisation(ctx, { name: 'Nords' })
    projectId = await addProject(ctx, organisationId, { name: 'Bridge' })
    productId = await addProduct(ctx, { name: 'Fleet care', kind: 'service' })
    for (const [email, sees, signs] of [
      ['sign@nords.example', 'own', true],
      ['read@nords.example', 'organisation', false],
      ['none@nords.example', 'own', false],
    ] as const) {
      await addContact(ctx, organisationId, { email, sees, signs, projectIds: [] })
      await proveAddress(ctx, email, 'code')
    }
  })
  signer = await actorOf('sign@nords.example')
  reader = await actorOf('read@nords.example')
})
afterAll(() => desk.close())

const actorOf = (email: string): Promise<Actor> =>
  desk.look(system, async (ctx) => {
    const row = await ctx.db.one<{ customerId: string }>({ text: 'select customer_id from addresses where address = $1', values: [email] })
    return customerActor(await findCustomer(ctx, row.customerId))
  })

const manager = () => desk.cast.staff.rasa

const ofNobody = { customerId: null, organisationId: null, projectId: null, productId: null, note: '' }

const proposed = (terms: Partial<AgreementTerms>, of: Partial<Parameters<typeof proposeAgreement>[1]> = { organisationId }) =>
  desk.change(manager(), (ctx) => proposeAgreement(ctx, { ...ofNobody, ...of, terms: { ...blank, ...terms } }))

async function inForce(terms: Partial<AgreementTerms>, of?: Partial<Parameters<typeof proposeAgreement>[1]>): Promise<string> {
  const id = await proposed(terms, of)
  await desk.change(signer, (ctx) => signAgreement(ctx, id, 1))
  return id
}

const open = (email: string, said: Partial<Parameters<typeof openByApi>[2]> = {}) =>
  desk.change(system, (ctx) =>
    openByApi(ctx, desk.kept.house, {
      kind: 'request',
      channel: 'api',
      customer: { email },
      text: 'The brake rubs against the wheel of our courier bicycle.',
      teamId: desk.cast.teams.front,
      ...said,
    }),
  )

const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )

const told = (caseId: string, name: string) =>
  desk.kept.database.many<{ facts: Record<string, unknown> }>({
    text: 'select facts from events where case_id = $1 and name = $2 order by id',
    values: [caseId, name],
  })

/** Ends everything, so that each test begins without an agreement; what was promised stays. */
async function endAll(): Promise<void> {
  const { items } = await desk.look(system, (ctx) => listAgreements(ctx, { limit: 200 }))
  for (const { id, open: waiting, versions } of items) {
    if (waiting) await desk.change(manager(), (ctx) => declineAgreement(ctx, id, { version: waiting, reason: '' }))
    for (const { version, state } of versions)
      if (state === 'in_force' || state === 'signed')
        await desk.kept.database.run({
          text: 'update agreement_versions set ends_at = greatest(begins_at, $3) where agreement_id = $1 and version = $2',
          values: [id, version, desk.clock.now()],
        })
  }
  desk.clock.forward({ minutes: 1 })
}

test('proposed by us, signed by them, it sets the default promise and every offer, and others are served as before', async () => {
  const before = await open('none@nords.example')
  const id = await proposed({ answerMinutes: 60, namedPersonId: desk.cast.staff.olena.id, language: 'lt' })
  const waiting = await open('none@nords.example')
  expect(waiting.promise?.dueAt).toEqual(before.promise?.dueAt)
  await desk.change(signer, (ctx) => signAgreement(ctx, id, 1))
  const under = await open('none@nords.example')
  const agreedAt = desk.clock.now().getTime() + 3_600_000
  expect(under.promise?.dueAt.getTime()).toBe(Math.floor(agreedAt / 300_000) * 300_000)
  expect(under.promise?.inputs).toMatchObject({ setBy: 'agreement' })
  for (const { form, dueAt } of under.offers) if (form === 'written') expect(dueAt.getTime()).toBeLessThanOrEqual(agreedAt)
  expect(under.it).toMatchObject({ ownerId: desk.cast.staff.olena.id, language: 'lt' })
  const stranger = await open('stranger@mail.example')
  expect(stranger.promise?.dueAt).toEqual(before.promise?.dueAt)
  expect(stranger.promise?.inputs).not.toHaveProperty('agreementVersionId')
  const [promise] = await desk.look(system, (ctx) => promisesOf(ctx, under.it.id))
  expect(promise?.agreement).toMatchObject({ id, version: 1, breach: 'A month without charge.' })
  await endAll()
})

test('the most specific speaks: project and product, then project, then product, then everything; a person’s own only where it is better', async () => {
  await nextVersion({ answerMinutes: 110 })
  await inForce({ answerMinutes: 90 }, { organisationId, productId })
  await inForce({ answerMinutes: 70 }, { organisationId, projectId })
  await inForce({ answerMinutes: 50 }, { organisationId, projectId, productId })
  const contact = await desk.change(system, (ctx) =>
    addContact(ctx, organisationId, { email: 'site@nords.example', sees: 'own', signs: false, projectIds: [projectId] }),
  )
  const minutesFor = async (said: { projectId?: string; productId?: string }, email = 'none@nords.example') => {
    const { promise } = await open(email, said)
    return Math.round(((promise?.dueAt.getTime() ?? 0) - desk.clock.now().getTime()) / 300_000) * 5
  }
  expect(await minutesFor({})).toBe(110)
  expect(await minutesFor({ productId })).toBe(90)
  expect(await minutesFor({ projectId }, 'site@nords.example')).toBe(70)
  expect(await minutesFor({ projectId, productId }, 'site@nords.example')).toBe(50)
  const me = (await desk.look(system, (ctx) => findCustomer(ctx, contact))) as { id: string }
  await desk.change(system, (ctx) => proveAddress(ctx, 'site@nords.example', 'code'))
  const own = await proposed({ answerMinutes: 60 }, { customerId: me.id })
  await desk.change(await actorOf('site@nords.example'), (ctx) => signAgreement(ctx, own, 1))
  expect(await minutesFor({ projectId }, 'site@nords.example')).toBe(60)
  expect(await minutesFor({ projectId, productId }, 'site@nords.example')).toBe(50)
  await endAll()
})

test('what was sold is promised though the team is full, and the leads hear of it', async () => {
  const usual = await open('stranger@mail.example')
  await desk.change(system, (ctx) => setCapacity(ctx, { teamId: desk.cast.teams.front, answersPerHour: 0.5 }))
  const id = await nextVersion({ answerMinutes: 10 })
  const { it, offers, promise } = await open('none@nords.example')
  expect(promise?.dueAt.getTime()).toBeLessThan(usual.promise?.dueAt.getTime() ?? 0)
  expect(await told(it.id, 'promise.overbooked')).toMatchObject([{ facts: { reason: 'agreement', promiseId: promise?.id } }])
  const [first] = offers.filter(({ form }) => form === 'written')
  expect(first?.dueAt).toEqual(promise?.dueAt)
  const chosen = await desk.change(system, (ctx) => acceptOffer(ctx, { offerId: first?.id ?? '' }))
  expect(chosen).toMatchObject({ dueAt: first?.dueAt, isDefault: false })
  expect(await told(it.id, 'promise.overbooked')).toHaveLength(2)
  // Late and forgotten, a fresh list still obeys the agreed pace, counted from now.
  desk.clock.forward({ minutes: 30 })
  const fresh = (await desk.change(system, (ctx) => freshOffers(ctx, it.id))).filter(({ form }) => form === 'written')
  expect(fresh[0]?.dueAt.getTime()).toBeLessThanOrEqual(desk.clock.now().getTime() + 600_000)
  await desk.sweep()
  expect(await told(it.id, 'promise.agreement_broken')).toMatchObject([{ facts: { agreementId: id, breach: 'A month without charge.' } }])
  const mail = await desk.kept.database.maybe<{ text: string }>({
    text: "select text from outgoing_mails where case_id = $1 and kind = 'late'",
    values: [it.id],
  })
  expect(mail?.text).toContain('A month without charge.')
  await desk.change(system, (ctx) => setCapacity(ctx, { teamId: desk.cast.teams.front, answersPerHour: 12 }))
  await endAll()
})

test('what was agreed of its end begins with the case, beside the answer, once and without a letter of its own', async () => {
  await nextVersion({ answerMinutes: 60, resolutionMinutes: 180 })
  const { it, promise } = await open('none@nords.example')
  const promises = await desk.look(system, (ctx) => promisesOf(ctx, it.id))
  expect(promises.map(({ form, state }) => [form, state])).toEqual([
    ['resolution', 'agreed'],
    ['written', 'agreed'],
  ])
  const [settled] = promises
  expect(settled?.sentence).toMatch(/^Your matter is settled by /)
  expect(settled?.dueAt.getTime()).toBeGreaterThan(promise?.dueAt.getTime() ?? 0)
  expect(settled?.agreement?.version).toBeGreaterThan(0)
  const { count } = await desk.kept.database.one<{ count: number }>({
    text: 'select count(*) from outgoing_mails where case_id = $1',
    values: [it.id],
  })
  expect(count).toBe(1)
  await endAll()
})

test('a time that somebody names later than agreed is theirs, even where the team is full, and stays when it is chosen', async () => {
  await nextVersion({ answerMinutes: 30 })
  const { it } = await open('none@nords.example')
  await desk.change(system, (ctx) => setCapacity(ctx, { teamId: desk.cast.teams.front, answersPerHour: 0.5 }))
  const at = new Date(desk.clock.now().getTime() + 60 * 60_000)
  const url = `/api/v1/cases/${it.id}/offers`
  const answer = await desk.app.inject({
    method: 'POST',
    url,
    headers: await programOf(desk, 'admin', []),
    payload: { at: at.toISOString() },
  })
  const { items } = answer.json<{ items: { id: string; dueAt: string; asAgreed: boolean }[] }>()
  const wished = items.find(({ dueAt }) => Date.parse(dueAt) === at.getTime())
  const chosen = await desk.change(system, (ctx) => acceptOffer(ctx, { offerId: wished?.id ?? '' }))
  expect(chosen.dueAt).toEqual(at)
  await desk.change(system, (ctx) => setCapacity(ctx, { teamId: desk.cast.teams.front, answersPerHour: 12 }))
  await endAll()
})

test('whoever chose on the form before we knew them gets what was agreed where that is sooner', async () => {
  await nextVersion({ answerMinutes: 30 })
  const { house } = desk.kept
  const said = {
    need: 'The wheel wobbles.',
    email: 'none@nords.example',
    name: '',
    phone: '',
    kind: 'request' as const,
    wentWrong: '',
    expected: '',
    putRight: '',
    choice: null,
  }
  const { front } = desk.cast.teams
  const visitor: Actor = { kind: 'visitor' }
  const token = await desk.change(visitor, (ctx) =>
    openVisit(ctx, { house, key: 'a key', said, files: [], language: 'en', zone: house.shop.zone }),
  )
  const { id, teamId } = await desk.look(visitor, (ctx) => findVisit(ctx, token))
  expect(teamId).toBe(front)
  const offers = await desk.look(visitor, (ctx) => offersOfVisit(ctx, id))
  const latest = offers.filter(({ form }) => form === 'written').at(-1)
  await desk.change(visitor, (ctx) => changeVisit(ctx, token, { choice: { offerId: latest?.id ?? '' } }))
  const caseId = await desk.change(visitor, (ctx) => openVisitCase(ctx, house, token))
  const [chosen] = await desk.look(system, (ctx) => promisesOf(ctx, caseId))
  expect(latest?.dueAt.getTime()).toBeGreaterThan(desk.clock.now().getTime() + 30 * 60_000)
  expect(chosen?.dueAt.getTime()).toBeLessThanOrEqual(desk.clock.now().getTime() + 30 * 60_000)
  expect(chosen).toMatchObject({ isDefault: false, agreement: { breach: 'A month without charge.' } })
  await endAll()
})

test('a named person who is away leaves the case to the queue', async () => {
  const { olena } = desk.cast.staff
  await nextVersion({ namedPersonId: olena.id })
  await desk.change(manager(), (ctx) => recordAbsence(ctx, { staffId: olena.id, from: '2026-11-25', until: '2026-11-25', reason: 'ill' }))
  const { it } = await open('none@nords.example')
  expect((await desk.look(system, (ctx) => findListed(ctx, it.id))).ownerId).toBeNull()
  await endAll()
})

test('who may read and who may sign', async () => {
  const id = await nextVersion({ answerMinutes: 90 }, false)
  const version = (await desk.look(manager(), (ctx) => findAgreement(ctx, id))).open ?? 0
  const nobody = await actorOf('none@nords.example')
  const stranger = await actorOf('stranger@mail.example')
  expect((await desk.look(reader, (ctx) => findAgreement(ctx, id))).may).toEqual({
    propose: false,
    sign: false,
    decline: false,
    end: false,
  })
  expect((await desk.look(signer, (ctx) => findAgreement(ctx, id))).may).toMatchObject({ propose: true, sign: true, decline: true })
  for (const actor of [nobody, stranger]) expect(await refused(desk.look(actor, (ctx) => findAgreement(ctx, id)))).toBe('not_found')
  expect(await refused(desk.change(reader, (ctx) => signAgreement(ctx, id, version)))).toBe('promises.may_not_sign')
  expect(await refused(desk.change(desk.cast.staff.tomas, (ctx) => signAgreement(ctx, id, version)))).toBe('forbidden')
  expect(await refused(desk.change(desk.cast.staff.mantas, (ctx) => signAgreement(ctx, id, version)))).toBe('not_found')
  const byLink: Actor = { ...(signer as Actor & { kind: 'customer' }), caseId: 'case_1' }
  expect(await refused(desk.change(byLink, (ctx) => signAgreement(ctx, id, version)))).toBe('not_found')
  await endAll()
})

test('a project of another organisation and none at all are refused alike', async () => {
  const other = await desk.change(system, async (ctx) =>
    addProject(ctx, await addOrganisation(ctx, { name: 'Others' }), { name: 'Tunnel' }),
  )
  for (const id of [other, `project_${'0'.repeat(26)}`])
    expect(await refused(proposed({ answerMinutes: 60 }, { organisationId, projectId: id }))).toBe('customers.unknown_project')
})

test('a signature given again is told once', async () => {
  const id = await nextVersion({ answerMinutes: 95 }, false)
  const version = (await desk.look(manager(), (ctx) => findAgreement(ctx, id))).open ?? 0
  const signatures = async () =>
    (
      await desk.kept.database.one<{ count: number }>({
        text: "select count(*) from events where name = 'promise.agreement_signed'",
        values: [],
      })
    ).count
  const before = await signatures()
  for (let time = 0; time < 3; time++) await desk.change(manager(), (ctx) => signAgreement(ctx, id, version))
  expect(await signatures()).toBe(before)
  expect((await desk.look(manager(), (ctx) => findAgreement(ctx, id))).open).toBe(version)
  await endAll()
})

test('whoever sees projects reads what concerns those that go on', async () => {
  await nextVersion({ answerMinutes: 95 })
  const customerId = await desk.change(system, (ctx) =>
    addContact(ctx, organisationId, { email: 'bridge@nords.example', sees: 'projects', signs: false, projectIds: [projectId] }),
  )
  const listed = async () => {
    const actor = customerActor(await desk.look(system, (ctx) => findCustomer(ctx, customerId)))
    return desk.look(actor, async (ctx) => [(await listAgreements(ctx, { limit: 50 })).items.length > 0, await hasAgreements(ctx)])
  }
  const active = async (is: boolean) =>
    desk.change(system, async (ctx) =>
      changeProject(ctx, projectId, { ...(await findProject(ctx, projectId)), namedPersonId: null, active: is }),
    )
  expect(await listed()).toEqual([true, true])
  await active(false)
  expect(await listed()).toEqual([false, false])
  await active(true)
  await endAll()
})

test('what is settled is said once: nobody signs or declines it again, and the next answer names the newest', async () => {
  const id = await nextVersion({ answerMinutes: 45 })
  const { versions } = await desk.look(manager(), (ctx) => findAgreement(ctx, id))
  const version = versions[0]?.version ?? 0
  for (const who of [signer, manager()]) {
    expect(await refused(desk.change(who, (ctx) => signAgreement(ctx, id, version)))).toBe('promises.agreement_changed')
    expect(await refused(desk.change(who, (ctx) => declineAgreement(ctx, id, { version, reason: '' })))).toBe('promises.agreement_changed')
    const other = { answers: version - 1, terms: blank, note: '' }
    expect(await refused(desk.change(who, (ctx) => counterAgreement(ctx, id, other)))).toBe('promises.agreement_changed')
  }
  await endAll()
})

test('both speak at once: one word counts, and the other is told', async () => {
  for (let round = 0; round < 6; round++) {
    const id = await nextVersion({ answerMinutes: 100 + round }, false)
    const version = (await desk.look(manager(), (ctx) => findAgreement(ctx, id))).open ?? 0
    const outcomes = await Promise.all([
      refused(desk.change(signer, (ctx) => signAgreement(ctx, id, version))),
      refused(
        desk.change(manager(), (ctx) => counterAgreement(ctx, id, { answers: version, terms: { ...blank, answerMinutes: 70 }, note: '' })),
      ),
      refused(desk.change(signer, (ctx) => declineAgreement(ctx, id, { version, reason: 'No.' }))),
    ])
    const { versions } = await desk.look(manager(), (ctx) => findAgreement(ctx, id))
    expect(versions.filter(({ state }) => state === 'in_force').length).toBeLessThanOrEqual(1)
    const it = versions.find((one) => one.version === version)
    const [signed, countered, declined] = outcomes
    if (it?.state === 'in_force') expect(signed).toBe('done')
    if (it?.state === 'declined') expect(declined).toBe('done')
    if (it?.state === 'replaced') expect(countered).toBe('done')
    if (signed === 'done') expect(declined).toBe('promises.agreement_changed')
    await endAll()
  }
})

test('a last day ends at midnight of the company, and notice counts whole days', async () => {
  const id = await nextVersion({ answerMinutes: 60, until: '2026-11-26', noticeDays: 0 })
  const { versions } = await desk.look(manager(), (ctx) => findAgreement(ctx, id))
  expect(versions[0]?.endsAt).toEqual(new Date('2026-11-26T22:00:00Z'))
  await desk.change(signer, (ctx) => endAgreement(ctx, id, { version: versions[0]?.version ?? 0, reason: 'We move.' }))
  const [ended] = (await desk.look(manager(), (ctx) => findAgreement(ctx, id))).versions
  expect(ended).toMatchObject({ endsAt: new Date('2026-11-25T22:00:00Z'), reason: 'We move.', state: 'in_force' })
  expect(await refused(desk.change(manager(), (ctx) => endAgreement(ctx, id, { version: ended?.version ?? 0, reason: 'x' })))).toBe(
    'promises.agreement_not_in_force',
  )
  desk.clock.set('2026-11-25T22:00:00Z')
  expect((await desk.look(manager(), (ctx) => findAgreement(ctx, id))).inForce).toBeNull()
  desk.clock.set(new Date(wednesdayNoon.getTime() + 4 * 3_600_000))
})

test('what was proposed and signed stands, whoever reaches the table', async () => {
  const change = (text: string) =>
    desk.kept.database.run({ text, values: [] }).then(
      () => 'done',
      (error: Error) => error.message,
    )
  for (const text of [
    'update agreement_versions set terms = terms || \'{"answerMinutes": 1}\'',
    "update agreement_versions set ends_at = ends_at + interval '1 day' where ends_at is not null",
    "update agreement_versions set they_signed_at = they_signed_at + interval '1 day' where they_signed_at is not null",
  ])
    expect(await change(text), text).toMatch(/stands as it was given/)
  expect(await change('delete from agreement_versions')).not.toBe('done')
  expect(
    await change('update promises set inputs = inputs || \'{"agreementVersionId": null}\' where agreement_version_id is not null'),
  ).toMatch(/stands as it was given/)
})

test('whoever proposes again and again makes no page longer than the newest fifty and what was in force', async () => {
  const id = await nextVersion({ answerMinutes: 60 })
  const { versions: before } = await desk.look(manager(), (ctx) => findAgreement(ctx, id))
  const last = before[0]?.version ?? 0
  await desk.kept.database.run({
    text: `insert into agreement_versions (id, agreement_id, version, terms, proposed_by, proposed_at, declined_by, declined_at, settled_at)
      select 'version_again' || n, $1, $2::int + n, $3, 'them', $4, 'them', $4, $4 from generate_series(1, 300) n`,
    values: [id, last, JSON.stringify(blank), desk.clock.now()],
  })
  const now = await desk.look(manager(), (ctx) => findAgreement(ctx, id))
  expect(now.versions.length).toBeLessThanOrEqual(50 + before.length)
  expect([now.versions[0]?.version, now.inForce]).toEqual([last + 300, last])
  const other = { answers: last + 300, terms: { ...blank, answerMinutes: 50 }, note: '' }
  await desk.change(manager(), (ctx) => counterAgreement(ctx, id, other))
  await desk.change(signer, (ctx) => signAgreement(ctx, id, last + 301))
  expect(await desk.look(manager(), (ctx) => findAgreement(ctx, id))).toMatchObject({ inForce: last + 301 })
  await endAll()
})

test('what is asked of the database does not grow with the agreements there are', async () => {
  await nextVersion({ answerMinutes: 60 })
  const asked = async () => {
    let statements = 0
    const { database } = desk.kept
    const counted = new Proxy(database, {
      get: (target, name, self) =>
        name === 'transaction'
          ? (work: (db: Db) => Promise<unknown>) => target.transaction((db) => work(counting(db)))
          : (Reflect.get(target, name, self) as unknown),
    })
    const counting = (db: Db): Db =>
      Object.fromEntries(
        Object.entries(db).map(([name, member]) => [
          name,
          typeof member === 'function'
            ? (...given: unknown[]) => (statements++, (member as (...all: unknown[]) => unknown)(...given))
            : member,
        ]),
      ) as unknown as Db
    const message = { channel: 'api' as const, text: 'x', shownText: 'x', from: { name: '', address: '' } }
    await change({ ...desk.kept, database: counted }, system, 'en', (ctx) =>
      takeIn(ctx, {
        house: desk.kept.house,
        teamId: desk.cast.teams.front,
        customer: { email: 'none@nords.example' },
        kind: 'request',
        channel: 'api',
        message,
        acknowledge: false,
      }),
    )
    return statements
  }
  await asked()
  const few = await asked()
  await desk.kept.database.run({
    text: `with p as (insert into projects (id, organisation_id, name) select 'project_' || n, $1, 'P' || n from generate_series(1, 500) n returning id),
      a as (insert into agreements (id, organisation_id, project_id, opened_at) select 'agreement_' || id, $1, id, $2 from p returning id)
      insert into agreement_versions (id, agreement_id, version, terms, proposed_by, proposed_at, our_signer_id, we_signed_at, their_signer_id, they_signed_at, settled_at, begins_at)
      select 'version_' || id, id, 1, $3, 'us', $2, $4, $2, (select customer_id from addresses where address = 'sign@nords.example'), $2, $2, $2 from a`,
    values: [organisationId, desk.clock.now(), JSON.stringify({ ...blank, answerMinutes: 5 }), manager().id],
  })
  expect(await asked()).toBe(few)
})

/** The next version of the organisation's agreement on everything, signed by both unless told. */
async function nextVersion(terms: Partial<AgreementTerms>, isSigned = true): Promise<string> {
  const { items } = await desk.look(system, (ctx) => listAgreements(ctx, { organisationId, limit: 50 }))
  const id = items.find(({ project, product }) => !project && !product)?.id ?? ''
  const answers = (await desk.look(manager(), (ctx) => findAgreement(ctx, id))).versions[0]?.version ?? 0
  await desk.change(manager(), (ctx) => counterAgreement(ctx, id, { answers, terms: { ...blank, ...terms }, note: '' }))
  if (isSigned) await desk.change(signer, (ctx) => signAgreement(ctx, id, answers + 1))
  return id
}

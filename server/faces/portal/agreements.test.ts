import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addContact, addOrganisation, openPortalSession, proveAddress } from '#customers'
import { languages, missingTexts } from '#platform/i18n/index.ts'
import { counterAgreement, findAgreement, proposeAgreement } from '#promises'
import type { AgreementTerms } from '#contract/agreements.ts'
import { system } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { buildPages, visitor } from '#test/visitor.ts'

let desk: Desk
let id: string
let signer: string
let path: string
let reader: string

const terms: AgreementTerms = {
  forms: ['written'],
  answerMinutes: 90,
  callMinutes: null,
  updateMinutes: null,
  resolutionMinutes: 1620,
  calendarId: null,
  language: 'lt',
  matter: 'result',
  namedPersonId: null,
  from: '2026-11-25',
  until: '2027-11-24',
  noticeDays: 30,
  breach: 'A month without charge.',
  words: '',
}

beforeAll(async () => {
  buildPages()
  desk = await openDesk({ demo: true })
  const organisationId = await desk.change(system, (ctx) => addOrganisation(ctx, { name: 'Nords' }))
  const contact = (email: string, signs: boolean) =>
    desk.change(system, async (ctx) => {
      const customerId = await addContact(ctx, organisationId, { email, sees: 'organisation', signs, projectIds: [] })
      await proveAddress(ctx, email, 'code')
      return customerId
    })
  signer = await contact('sign@nords.example', true)
  reader = await contact('read@nords.example', false)
  const of = { organisationId, customerId: null, projectId: null, productId: null, note: 'As we spoke.' }
  id = await desk.change(desk.cast.staff.rasa, (ctx) => proposeAgreement(ctx, { ...of, terms }))
  path = `/my/agreements/${id}`
})
afterAll(() => desk.close())

async function browserOf(customerId: string) {
  const { token } = await desk.change(system, (ctx) => openPortalSession(ctx, customerId))
  const browser = visitor(desk)
  browser.cookies.set('kept_portal', token)
  return browser
}
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const agreement = () => desk.look(system, (ctx) => findAgreement(ctx, id))

describe('an agreement on its page', () => {
  test('is mailed to those who sign, and to nobody else', async () => {
    const mails = await desk.kept.database.many<{ toAddress: string; text: string }>({
      text: "select to_address, text from outgoing_mails where kind = 'agreement'",
      values: [],
    })
    expect(mails.map(({ toAddress }) => toAddress)).toEqual(['sign@nords.example'])
    expect(mails[0]?.text).toContain(path)
  })

  test('nobody without a code, and nobody else, sees it', async () => {
    expect((await visitor(desk).get(path)).location).toBe('/my')
    const foreign = await browserOf(desk.cast.customers['emma']?.id ?? '')
    expect((await foreign.get(path)).status).toBe(404)
    expect((await foreign.get('/my/agreements')).html).toContain('There is no agreement yet.')
    expect((await foreign.get('/my')).html).not.toContain('Your agreements')
  })

  test.each(languages)('%s: complete', async (language) => {
    const browser = await browserOf(signer)
    for (const page of ['/my', '/my/agreements', path, `${path}/change`]) {
      const { html, status } = await browser.get(`${page}?lang=${language}`)
      expect(status, page).toBe(200)
      expect(html).toContain(`<html lang="${language}"`)
    }
    expect(missingTexts()).toEqual([])
  })

  test('a reader reads, without buttons, and their POST is refused', async () => {
    const browser = await browserOf(reader)
    const page = await browser.get(path)
    expect(words(page.html)).toContain('You may read this.')
    expect(page.html).not.toContain('/signature')
    const asSigner = await (await browserOf(signer)).get(path)
    expect((await browser.submit(asSigner, `${path}/signature`)).status).toBe(403)
    expect((await agreement()).inForce).toBeNull()
  })

  test('other terms: what is wrong is said beside its field and nothing is lost', async () => {
    const browser = await browserOf(signer)
    const page = await browser.get(`${path}/change`)
    const typed = {
      answer: 'soon',
      from: '2026-11-25',
      until: '2026-01-01',
      breach: 'Two months without charge.',
      note: 'Our lawyers ask.',
    }
    const wrong = await browser.submit(page, `${path}/change`, typed)
    expect(wrong.status).toBe(422)
    for (const kept of ['soon', 'Two months without charge.', 'Our lawyers ask.', 'Write hours as a number', 'The last day is not before'])
      expect(wrong.html).toContain(kept)
    const sent = await browser.submit(wrong, `${path}/change`, { ...typed, answer: '1,5', until: '' })
    expect(sent.location).toBe(`${path}?done=proposed`)
    const { versions } = await agreement()
    expect(versions.map(({ version, state }) => [version, state])).toEqual([
      [2, 'proposed'],
      [1, 'replaced'],
    ])
    expect(versions[0]).toMatchObject({
      waitsFor: 'us',
      note: 'Our lawyers ask.',
      terms: { answerMinutes: 90, breach: 'Two months without charge.', until: null, language: 'lt' },
    })
    expect(words((await browser.get(path)).html)).toContain('waits for our word')
  })

  test('whoever signs what changed meanwhile is shown how it stands, and has signed nothing; then they sign', async () => {
    const browser = await browserOf(signer)
    await desk.change(desk.cast.staff.rasa, (ctx) => counterAgreement(ctx, id, { answers: 2, terms, note: '' }))
    const old = await browser.get(path)
    await desk.change(desk.cast.staff.rasa, (ctx) =>
      counterAgreement(ctx, id, { answers: 3, terms: { ...terms, answerMinutes: 60 }, note: '' }),
    )
    const declined = await browser.submit(old, `${path}/rejection`, { reason: 'Too dear for us.' })
    expect(declined.status).toBe(409)
    expect(declined.html).toContain('Too dear for us.')
    const stale = await browser.submit(old, `${path}/signature`)
    expect(stale.status).toBe(409)
    expect(words(stale.html)).toContain('This changed while you read.')
    expect((await agreement()).inForce).toBeNull()
    desk.clock.forward({ minutes: 1 })
    const signed = await browser.submit(stale, `${path}/signature`)
    expect(signed.location).toBe(`${path}?done=signed`)
    const page = await browser.get(`${path}?done=signed`)
    expect(words(page.html)).toContain('Version 4: in force')
    expect(words(page.html)).toContain('A written answer within 1 hour')
    expect(words(page.html)).toContain('settled within 27 hours')
    const { subject } = await desk.kept.database.one<{ subject: string }>({
      text: "select subject from outgoing_mails where kind = 'agreement' order by created_at desc, id desc limit 1",
      values: [],
    })
    expect(subject).toBe('Signed: Nords')
  })

  test('it ends with a reason, after notice', async () => {
    const browser = await browserOf(signer)
    const page = await browser.get(path)
    const missing = await browser.submit(page, `${path}/end`)
    expect(missing.status).toBe(422)
    expect(words(missing.html)).toContain('Write in a few words why it shall end.')
    expect((await browser.submit(missing, `${path}/end`, { reason: 'We move.' })).location).toBe(`${path}?done=ended`)
    expect((await agreement()).versions[0]).toMatchObject({ state: 'in_force', reason: 'We move.' })
    expect(words((await browser.get(path)).html)).toContain('You end it')
  })
})

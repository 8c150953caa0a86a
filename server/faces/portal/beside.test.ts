import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answerCase, caseLink, findCase, sendUpdate } from '#cases'
import { takeIn } from '#channels'
import { languages, missingTexts, translator } from '#platform/i18n/index.ts'
import { askToMove, freshOffers, pausePromise, promisesOf, runningPromise, setCapacity } from '#promises'
import { system } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { buildPages, offersOn, visitor } from '#test/visitor.ts'

let desk: Desk
let nth = 0
let caseId: string
let link: string
let browser: ReturnType<typeof visitor>

beforeAll(async () => {
  buildPages()
  desk = await openDesk({ demo: true })
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.clock.set(new Date(Date.parse('2026-11-25T09:00:00Z') + ++nth * 86_400_000 * 7))
  ;({ caseId, link } = await opened())
  browser = visitor(desk)
})

async function opened(known: { phone?: string; language?: 'tr' } = {}): Promise<{ caseId: string; link: string }> {
  const email = `beside${++nth * 7}@post.example`
  const message = { channel: 'email' as const, text: 'It squeaks.', shownText: 'It squeaks.', from: { name: '', address: email } }
  const { it } = await desk.change(system, (ctx) =>
    takeIn(ctx, {
      house: desk.kept.house,
      customer: { email, ...known },
      kind: 'request',
      channel: 'email',
      subject: 'Squeak',
      message,
      acknowledge: true,
    }),
  )
  desk.clock.forward({ minutes: 1 })
  return { caseId: it.id, link: await desk.look(system, async (ctx) => new URL(caseLink(desk.kept.house, it, ctx.now)).pathname) }
}

const promises = () => desk.look(system, (ctx) => promisesOf(ctx, caseId))
const answerRuns = async () => {
  const found = await desk.look(system, (ctx) => runningPromise(ctx, caseId))
  if (!found) throw new Error('No answer is promised')
  return found
}
/** The words of a part of a page, without its tags. */
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const chooseFirst = async (path = link) => {
  const page = await browser.get(path)
  const [first = ''] = offersOn(page.html)
  return browser.submit(page, `${path}/offers`, { offer: first })
}
const asked = (fields: { reason: string }) =>
  desk.change(desk.cast.staff.tomas, async (ctx) => {
    const running = await answerRuns()
    const offers = await freshOffers(ctx, caseId)
    const later = offers.find(({ form, dueAt }) => form === 'written' && dueAt > running.dueAt)
    if (!later) throw new Error('Nothing later is offered')
    return askToMove(ctx, { promiseId: running.id, offerId: later.id, ...fields })
  })

describe('what else can be asked for', () => {
  test('word of how it stands: quoted with a time, promised as quoted, shown under the answer, kept by an update', async () => {
    const page = await browser.get(link)
    expect(words(page.html)).toMatch(/What else you can ask for We tell you how it stands by .*Your matter is settled by /)
    const { location } = await browser.submit(page, `${link}/updates`)
    expect(location).toBe(`${link}?done=chosen`)
    const after = words((await browser.get(link)).html)
    expect(after).toMatch(/If you choose nothing, we answer by .*Also promised We tell you how it stands by [^.]+\. On time Time left/)
    expect(after).toContain('You asked for word of how it stands: by')
    expect((await browser.get(link)).html).not.toContain(`action="${link}/updates"`)
    expect((await browser.submit(page, `${link}/updates`)).location).toBe(`${link}?done=chosen`)
    expect((await promises()).filter(({ form }) => form === 'update')).toHaveLength(1)

    desk.clock.forward({ minutes: 5 })
    await desk.change(desk.cast.staff.tomas, (ctx) => sendUpdate(ctx, { caseId, text: 'The part is here.', undoSeconds: 0 }))
    const kept = words((await browser.get(link)).html)
    expect(kept).toMatch(/Also promised We tell you how it stands by [^.]+\. Kept We told you at/)
    expect(kept).toContain('Word of how it stands came in time.')
    expect(kept).toContain('If you choose nothing, we answer by')
  })

  test('a time that is gone is not promised later in silence: the page says so and shows what is left', async () => {
    const page = await browser.get(link)
    const passed = await browser.submit(page, `${link}/resolutions`, { by: new Date(desk.clock.now().getTime() + 60_000).toISOString() })
    expect([passed.status, passed.html.includes('That time was just taken. This is what we can promise now.')]).toEqual([409, true])
    expect(passed.html).toMatch(/<title>Error: /)
    expect((await browser.submit(page, `${link}/resolutions`, { by: 'yesterday' })).status).toBe(409)
    expect((await promises()).filter(({ form }) => form === 'resolution')).toEqual([])
  })

  test('the settled matter waits for the customer’s word after an answer, in words of its own', async () => {
    await browser.submit(await browser.get(link), `${link}/resolutions`)
    await desk.change(desk.cast.staff.tomas, (ctx) => answerCase(ctx, { caseId, text: 'Oil it.', undoSeconds: 0 }))
    const page = await browser.get(link)
    expect(words(page.html)).toMatch(/Clock stopped We wait for your word whether this is settled\. Our clock is stopped since/)
    expect(page.html).not.toContain('What else you can ask for')
    await browser.submit(page, `${link}/acceptance`)
    expect(words((await browser.get(link)).html)).toContain('Your matter was settled in time.')
  })
})

describe('a move that we ask for', () => {
  test('stands in words with both times; agreed, the old time is struck through beside the new one, with the reason', async () => {
    await chooseFirst()
    const was = await answerRuns()
    const { offer } = await asked({ reason: 'The workshop is still testing.' })
    const page = await browser.get(link)
    const time = (at: Date) => at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Vilnius' })
    expect(words(page.html)).toMatch(
      new RegExp(
        `We ask to move this: new time .*${time(offer.dueAt)} \\(now ${time(was.dueAt)} \\)\\. Reason: The workshop is still testing\\.`,
      ),
    )
    expect(words(page.html)).toContain(`Until you agree, ${time(was.dueAt)} stands.`)
    expect(words(page.html)).toContain(`We answer you by ${time(was.dueAt)} .`)
    expect((await browser.submit(page, `${link}/move/agreement`)).location).toBe(`${link}?done=agreed`)
    const after = await browser.get(link)
    expect(after.html).toMatch(/<del><time[^>]*>[^<]+<\/time><\/del>/)
    expect(words(after.html)).toContain('Reason: The workshop is still testing.')
    expect(words(after.html)).toContain('You agreed to a new time:')
    expect((await answerRuns()).dueAt).toEqual(offer.dueAt)
    expect((await browser.submit(page, `${link}/move/agreement`)).location).toBe(`${link}?done=agreed`)
  })

  test('kept, the old time stands and the question is gone; of another case it opens nothing', async () => {
    await chooseFirst()
    const was = await answerRuns()
    await asked({ reason: 'A colleague is ill.' })
    const page = await browser.get(link)
    const stranger = await opened()
    const foreign = /name="move" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    for (const deed of ['agreement', 'refusal'])
      expect((await browser.post(`${stranger.link}/move/${deed}`, { move: foreign })).status).toBe(409)
    expect((await browser.submit(page, `${link}/move/refusal`)).location).toBe(`${link}?done=kept_time`)
    const after = await browser.get(link)
    expect(after.html).not.toContain('We ask to move this')
    expect(words(after.html)).toContain('You kept the promised time.')
    expect((await answerRuns()).id).toBe(was.id)
  })

  test('a letter asks with both times in its first line', async () => {
    await chooseFirst()
    await asked({ reason: 'A colleague is ill.' })
    const { subject, text } = await desk.kept.database.one<{ subject: string; text: string }>({
      text: "select subject, text from outgoing_mails where case_id = $1 and kind = 'move_asked'",
      values: [caseId],
    })
    expect(subject).toMatch(/^Do you agree to a new time\? .*\(K-\d+\)$/)
    expect(text).toMatch(/^We ask to move this: new time [^(]+ \(now [^)]+\)\.\n\nReason: A colleague is ill\.\nUntil you agree, /)
  })
})

describe('choosing when others choose too', () => {
  test('a call that was just taken: the choice and the words are kept, the promise that runs stands', async () => {
    // One person of the team speaks Turkish on the telephone.
    const [mine, theirs] = [
      await opened({ phone: '+905550000901', language: 'tr' }),
      await opened({ phone: '+905550000902', language: 'tr' }),
    ]
    const [one, other] = [visitor(desk), visitor(desk)]
    for (const guest of [one, other]) guest.cookies.set('lang', 'en')
    const [first, second] = [await one.get(mine.link), await other.get(theirs.link)]
    const callOn = (html: string) => /value="(offer_[^"]+)"[^>]*>(?:(?!<label).)*?We call you/s.exec(html)?.[1] ?? ''
    expect((await one.submit(first, `${mine.link}/offers`, { offer: callOn(first.html) })).location).toBe(`${mine.link}?done=chosen`)
    const gone = await other.submit(second, `${theirs.link}/offers`, { offer: callOn(second.html), proposalWords: 'after work' })
    expect([gone.status, gone.html.includes('That time was just taken. These are free now.')]).toEqual([409, true])
    expect(gone.html).toMatch(/<div class="problem" role="alert"[^>]*autofocus/i)
    expect(gone.html).toContain('after work')
    expect(words(gone.html)).toContain('If you choose nothing, we answer by')
  })

  test('on the page of a change the old promise is shown as what stands until another is confirmed', async () => {
    await chooseFirst()
    const was = await answerRuns()
    const page = await browser.get(`${link}/change`)
    const written = offersOn(page.html)[0] ?? ''
    await desk.change(desk.cast.staff.rasa, (ctx) => setCapacity(ctx, { teamId: desk.cast.teams.front, answersPerHour: 0.1 }))
    const gone = await browser.submit(page, `${link}/change`, { offer: written, reason: 'I travel' })
    await desk.change(desk.cast.staff.rasa, (ctx) => setCapacity(ctx, { teamId: desk.cast.teams.front, answersPerHour: 12 }))
    expect([gone.status, gone.html.includes('That time was just taken.'), gone.html.includes('I travel')]).toEqual([409, true, true])
    expect(words(gone.html)).toMatch(/Your promise now We answer you by .* It stays as it is until you confirm another one\./)
    expect((await answerRuns()).id).toBe(was.id)
  })
})

describe('a time of their own that cannot be', () => {
  test('says why not, without our figures, above the nearest times we can keep', async () => {
    const page = await browser.get(link)
    const at = new Date(desk.clock.now().getTime() + 5 * 60_000)
    const fields = { offer: 'propose', proposalDate: at.toISOString().slice(0, 10), proposalTime: clock(at) }
    expect((await browser.submit(page, `${link}/offers`, fields)).location).toBe(`${link}?done=proposed`)
    const after = words((await browser.get(link)).html)
    expect(after).toMatch(
      /You proposed: .*Why not then: That is sooner than we promise: the earliest is .*The nearest times we can keep We answer you by/,
    )
    expect(after).not.toMatch(/answers? (is|are) promised|time for \d/)
  })

  test('a call can be proposed where a number is known: asked which of the two, then countered with calls', async () => {
    const mine = await opened({ phone: '+37060000903' })
    const guest = visitor(desk)
    const page = await guest.get(mine.link)
    const at = new Date(desk.clock.now().getTime() + 5 * 60_000)
    const fields = { offer: 'propose', proposalDate: at.toISOString().slice(0, 10), proposalTime: clock(at), proposalWords: 'at my desk' }
    const missing = await guest.submit(page, `${mine.link}/offers`, fields)
    expect([missing.status, missing.html.includes('Choose whether we write or call.'), missing.html.includes('at my desk')]).toEqual([
      422,
      true,
      true,
    ])
    expect((await guest.submit(page, `${mine.link}/offers`, { ...fields, proposalWay: 'call' })).location).toBe(
      `${mine.link}?done=proposed`,
    )
    expect(words((await guest.get(mine.link)).html)).toMatch(/Why not then: .*The nearest times we can keep We call you/)
    const noon = new Date(desk.clock.now().getTime() + 3 * 3_600_000)
    const good = { ...fields, proposalWay: 'call', proposalTime: clock(noon) }
    expect((await guest.submit(page, `${mine.link}/offers`, good)).location).toBe(`${mine.link}?done=chosen`)
    expect(words((await guest.get(mine.link)).html)).toContain('We call you at')
    expect((await browser.get(link)).html).not.toContain('proposalWay')
  })

  test('proposed on the page of a change, the nearest are chosen there, and the old promise stands', async () => {
    await chooseFirst()
    const page = await browser.get(`${link}/change`)
    const at = new Date(desk.clock.now().getTime() + 5 * 60_000)
    const fields = { offer: 'propose', proposalDate: at.toISOString().slice(0, 10), proposalTime: clock(at) }
    expect((await browser.submit(page, `${link}/change`, fields)).location).toBe(`${link}/change?done=proposed`)
    expect(words((await browser.get(`${link}/change?done=proposed`)).html)).toMatch(
      /Your promise now We answer you by .*Why not then: .*The nearest times we can keep/,
    )
  })

  test('asked for a fresh list while nothing can be promised, the page says so and takes a time of theirs; later it leads to the list', async () => {
    await chooseFirst()
    desk.clock.forward({ hours: 3 })
    const withdrawn = await desk.kept.database.many<{ id: string }>({
      text: 'update service_options set active = false where active returning id',
      values: [],
    })
    try {
      const none = await browser.post(`${link}/change`, {})
      expect([none.status, offersOn(none.html), none.html.includes('name="proposalDate"')]).toEqual([200, [], true])
      expect(words(none.html)).toContain('No time fits today. You can propose your own.')
    } finally {
      const ids = withdrawn.map(({ id }) => id)
      await desk.kept.database.run({ text: 'update service_options set active = true where id = any ($1)', values: [ids] })
    }
    expect((await browser.post(`${link}/change`, {})).location).toBe(`${link}/change`)
    expect(offersOn((await browser.get(`${link}/change`)).html).length).toBeGreaterThan(0)
  })
})

describe('not going well', () => {
  test('the lead’s promise stands as a sentence before and after; said again it shows what runs and asks for nothing', async () => {
    const page = await browser.get(`${link}/escalation`)
    expect(words(page.html)).toMatch(/Read by Ieva Petrauskienė, who leads the team\. A lead answers you by/)
    expect((await browser.submit(page, `${link}/escalation`, { reason: 'slow' })).location).toBe(`${link}?done=escalated`)
    const after = words((await browser.get(`${link}?done=escalated`)).html)
    expect(after).toMatch(/A lead has it now\..*If you choose nothing, we answer by .*Also promised A lead answers you by/)
    expect(after).toMatch(/We promised a lead’s answer by/)
    const again = await browser.get(`${link}/escalation`)
    expect(words(again.html)).toMatch(/A lead answers you by [^.]+\. On time .*A lead has this already/)
    expect(again.html).not.toContain(`action="${link}/escalation"`)
  })
})

test('a stopped clock says since when and for what', async () => {
  await chooseFirst()
  const { id: promiseId } = await answerRuns()
  await desk.change(desk.cast.staff.tomas, (ctx) => pausePromise(ctx, { promiseId, for: 'a photo of the brake' }))
  expect(words((await browser.get(link)).html)).toMatch(
    /Clock stopped We wait for this from you: a photo of the brake\. Our clock is stopped since \d\d:\d\d/,
  )
})

test.each(languages)('%s: every promise beside the answer, a move and a late lead in words', async (language) => {
  const reader = visitor(desk, { language })
  reader.cookies.set('lang', language)
  const page = await reader.get(link)
  await reader.submit(page, `${link}/updates`)
  await reader.submit(page, `${link}/resolutions`)
  await reader.post(`${link}/escalation`, { reason: 'slow' })
  await reader.post(`${link}/offers`, { offer: offersOn(page.html)[0] ?? '' })
  await asked({ reason: '–' })
  const t = translator(language)
  for (const path of ['', '/change', '/escalation'])
    expect((await reader.get(link + path)).html).not.toMatch(/undefined|\[object|NaN|Invalid Date/)
  await desk.pass({ hours: 5 })
  const { html } = await reader.get(link)
  expect(html).toContain(t('beside.title'))
  expect(html.match(/data-promise="late"/g)?.length).toBeGreaterThan(2)
  expect(missingTexts()).toEqual([])
  expect(await findCaseState()).toBe('open')
})

const clock = (at: Date) => at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Vilnius' })
const findCaseState = async () => (await desk.look(system, (ctx) => findCase(ctx, caseId))).state

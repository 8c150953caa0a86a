import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseLink, findCase } from '#cases'
import { expectationOf } from '#promises'
import { translator } from '#platform/i18n/index.ts'
import { system } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { buildPages, offersOn, visitor } from '#test/visitor.ts'

let desk: Desk
beforeAll(async () => {
  buildPages()
  desk = await openDesk({ demo: true })
})
afterAll(() => desk.close())

/** Says a need with an expectation and reads P3. */
async function choosing(expects: Record<string, string>, language = 'en') {
  const browser = visitor(desk, { language })
  const said = await browser.submit(await browser.get('/'), '/', { need: 'My bell does not ring.', ...expects })
  expect(said.status).toBe(303)
  return { browser, path: said.location.replace('/choose', ''), page: await browser.get(said.location) }
}

test('P3 shows at once what is expected, what we can, and the gap', async () => {
  const { page } = await choosing({ expected: 'It rings', expectedBy: 'today at 12:01', expectedWay: 'written' })
  expect(text(page.html)).toContain('You expect: It rings')
  expect(text(page.html)).toMatch(
    /You expect a written answer by 12:01\. At the soonest we answer in writing by \d+:\d+\. That is later than you expect, by /,
  )
  const later = await choosing({ expectedBy: 'Friday at 10' })
  expect(text(later.page.html)).toContain('That is in time.')
})

test('an hour is read in the customer’s words, in any of the languages', async () => {
  for (const [language, words] of [
    ['lt', 'rytoj 10 val. paskambinkite'],
    ['tr', 'yarın saat 10'],
    ['uk', 'завтра о 10'],
    ['hu', 'holnap 10-kor'],
  ] as const) {
    const { page } = await choosing({ expectedBy: words }, language)
    expect(page.html, language).toContain('datetime="2026-11-26T08:00:00.000Z"')
    expect(text(page.html), language).not.toContain(translator(language)('expectation.unread', { words }))
  }
})

test('an hour that nobody can read is given back in their words, and no gap is made up', async () => {
  const { page, path } = await choosing({ expectedBy: 'when the birds come' })
  expect(text(page.html)).toContain('We could not read a time in “when the birds come”.')
  expect(text(page.html)).not.toContain('later than you expect')
  expect((await (await choosing({})).browser.get('/')).html).not.toContain('birds')
  expect(page.html).toContain(`href="${path}"`)
})

test('what was said is on the form again, and stands with the case', async () => {
  const { browser, path, page } = await choosing({ expected: 'It rings', expectedBy: 'tomorrow at 9:30', expectedWay: 'call' })
  const again = await browser.get(path)
  expect(again.html).toContain('value="tomorrow at 9:30"')
  expect(again.html).toMatch(/value="call" checked|checked[^>]*value="call"/)
  await browser.submit(page, `${path}/choose`, { offer: offersOn(page.html)[0] ?? '' })
  await browser.submit(await browser.get(`${path}/contact`), `${path}/contact`, { email: 'ona@mail.example', phone: '+37061234567' })
  const { caseId } = await desk.kept.database.one<{ caseId: string }>({
    text: 'select case_id from expectations order by stated_at desc limit 1',
    values: [],
  })
  const kept = await desk.look(system, (ctx) => expectationOf(ctx, caseId))
  expect(kept).toMatchObject({ by: new Date('2026-11-26T07:30:00Z'), form: 'call' })
  expect(kept?.able).not.toBeNull()

  const it = await desk.look(system, (ctx) => findCase(ctx, caseId))
  const base = new URL(caseLink(desk.kept.house, it, desk.clock.now())).pathname
  const shown = await browser.get(base)
  expect(text(shown.html)).toContain('You expect: It rings')
  // The same words a day later are still the hour they were.
  desk.clock.forward({ hours: 15 })
  const same = { expected: 'It rings', expectedBy: 'tomorrow at 9:30', expectedWay: 'call', wentWrong: '', putRight: '' }
  await browser.submit(shown, `${base}/expectation`, same)
  expect((await desk.look(system, (ctx) => expectationOf(ctx, caseId)))?.by).toEqual(new Date('2026-11-26T07:30:00Z'))
  desk.clock.forward({ hours: -15 })
  const saved = await browser.submit(shown, `${base}/expectation`, {
    expected: 'It rings loud',
    expectedBy: 'in two hours',
    expectedWay: 'any',
    wentWrong: '',
    putRight: 'A new bell',
  })
  expect(saved.location).toBe(`${base}?done=expected`)
  const after = text((await browser.get(saved.location)).html)
  expect(after).toContain('We have written down what you expect.')
  expect(after).toMatch(/You expect: It rings loud You expect an answer by 14:00\./)
})

const text = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:])/g, '$1')

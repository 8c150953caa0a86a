import { Parser } from 'htmlparser2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCase } from '#cases'
import { addOption, pendingCharter, publishCharter } from '#promises'
import { system } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { languages, missingTexts, translator } from '#platform/i18n/index.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { buildPages, visitor } from '#test/visitor.ts'
import { charterFeed } from './charter-feed.ts'

let desk: Desk
let optionId = ''
let caseId = ''
beforeAll(async () => {
  buildPages()
  desk = await openDesk()
  const { id } = await desk.kept.database.one<{ id: string }>(sql`select id from service_options where is_default`)
  optionId = id
  const emma = desk.cast.customers['emma']?.id ?? ''
  const message = {
    channel: 'email' as const,
    text: 'The bell.',
    shownText: 'The bell.',
    from: { name: 'Emma', address: 'e@mail.example' },
  }
  const subject = {
    customerId: emma,
    teamId: desk.cast.teams.front,
    kind: 'request' as const,
    channel: 'email' as const,
    language: 'en' as const,
  }
  caseId = (await desk.change(system, (ctx) => openCase(ctx, { ...subject, message }))).id
})
afterAll(() => desk.close())

const why = { en: 'A call in half an hour is what <you> & yours asked for.', lt: 'Jūs to prašėte.' }
async function publishNow(): Promise<number> {
  const { mark } = await desk.look(system, pendingCharter)
  return desk.change(desk.cast.staff.rasa, (ctx) => publishCharter(ctx, { mark, why, askedByCount: 14 }))
}

/** So many judged promises of the default option, some weeks back, every tenth of them broken. */
async function judge(count: number, weeksAgo: number): Promise<void> {
  await desk.kept.database.run(sql`
    insert into promises (id, case_id, option_id, team_id, form, state, level, agreed_at, due_at, ended_at, verdict, judged_at, charter_version)
    select 'promise_' || ${weeksAgo}::int || '_' || nth, ${caseId}, ${optionId}, ${desk.cast.teams.front}, 'written', 'kept', 0.9,
      ${desk.clock.now()}, ${desk.clock.now()}, ${desk.clock.now()}, case when nth % 10 = 0 then 'broken' else 'kept' end,
      ${desk.clock.now()}::timestamptz - make_interval(weeks => ${weeksAgo}::int), 1
    from generate_series(1, ${count}::int) as nth`)
}

test('the charter is there from the founding, for anybody, in five languages', async () => {
  for (const language of languages) {
    const { status, html, headers } = await visitor(desk, { language }).get('/charter')
    const t = translator(language)
    expect(status).toBe(200)
    expect(html).toContain(`<html lang="${language}"`)
    expect(html).toContain(t('charter.title'))
    expect(html).toContain(t('charter.text.money'))
    expect(html).toContain(t('record.new'))
    expect(html).not.toMatch(/%|charter\.(?!atom|json)\w/)
    expect(headers['x-robots-tag']).toBe('all')
  }
  expect(missingTexts()).toEqual([])
})

test('an entry has a page with its record over time: nothing under twenty, then counts by week and by month', async () => {
  const page = `/charter/options/${optionId}`
  const person = visitor(desk)
  await judge(19, 2)
  const few = await person.get(page)
  expect(few.html).toContain('New – no record yet.')
  expect(few.html).not.toContain('<table')
  await judge(20, 1)
  const told = await person.get(page)
  expect(told.html).toContain('Kept for 36 of the last 39.')
  expect(told.html.replaceAll(/<[^>]+>/g, '|')).toMatch(/18 of 20\|+9 November\|+18 of 19/)
  expect(told.html).not.toContain('%')
  const months = await person.get(`${page}?by=month`)
  expect(months.html.replaceAll(/<[^>]+>/g, '|')).toContain('November 2026||36 of 39')
  expect((await person.get('/charter')).html).toContain('Kept for 36 of the last 39.')
})

test('what was never published has no page, and old versions stay with a way to the present one', async () => {
  const person = visitor(desk)
  const id = await desk.change(system, (ctx) =>
    addOption(ctx, { name: 'Quick call', form: 'call', minutes: 30, windowMinutes: 15, level: 0.9, isDefault: false, teamId: null }),
  )
  expect((await person.get(`/charter/options/${id}`)).status).toBe(404)
  expect((await person.get('/charter/preview')).html).not.toContain('30 minutes')
  expect(await publishNow()).toBe(2)
  expect((await person.get(`/charter/options/${id}`)).html).toContain('30 minutes from now')
  const old = await person.get('/charter/versions/1')
  expect(old.html).toContain('This is an older version.')
  expect(old.html).not.toMatch(/Kept for|no record yet/)
  expect(old.html.split('Versions and why')[0]).not.toContain('30 minutes')
  expect((await person.get('/charter/versions/2')).html).toContain('14 of you asked for it.')
  for (const wrong of ['0', '3', '-1', '1e3', 'x', '9999999'])
    expect((await person.get(`/charter/versions/${wrong}`)).status, wrong).toBe(404)
  for (const wrong of ['x', "option_'; drop", 'option_00000000000000000000000000'])
    expect((await person.get(`/charter/options/${encodeURIComponent(wrong)}`)).status).toBe(404)
})

test('the reason is read in the reader’s language, else in the company’s, and then that is said', async () => {
  const lithuanian = await visitor(desk, { language: 'lt' }).get('/charter')
  expect(lithuanian.html).toContain('Jūs to prašėte.')
  const turkish = await visitor(desk, { language: 'tr' }).get('/charter')
  expect(turkish.html).toContain('A call in half an hour')
  expect(turkish.html).toContain('Şimdilik yalnızca şu dilde: İngilizce.')
})

test('whoever has a page already is told so, until something on it changes or they read another language', async () => {
  const ask = (url: string, headers: Record<string, string> = {}) =>
    desk.app.inject({ method: 'GET', url, headers: { accept: 'text/html', ...headers } })
  for (const url of ['/charter', `/charter/options/${optionId}`, '/charter.atom']) {
    const tag = String((await ask(url)).headers.etag)
    const again = await ask(url, { 'if-none-match': tag })
    expect({ url, status: again.statusCode, body: again.body }).toEqual({ url, status: 304, body: '' })
    expect((await ask(url, { 'if-none-match': tag, 'accept-language': 'uk' })).statusCode).toBe(200)
    if (!url.includes('atom')) {
      await judge(1, url.length)
      expect((await ask(url, { 'if-none-match': tag })).statusCode).toBe(200)
    }
  }
})

describe('for programs', () => {
  test('the charter as JSON, now and as it was, without anybody’s name or load', async () => {
    const read = async (url: string) => (await desk.app.inject({ method: 'GET', url })).json<Record<string, unknown>>()
    const [now, first, none] = [await read('/charter.json'), await read('/charter.json?version=1'), await read('/charter.json?version=99')]
    expect(now).toMatchObject({ version: 2, isCurrent: true, askedByCount: 14, why, company: 'Velo Shop' })
    expect(first).toMatchObject({ version: 1, isCurrent: false })
    expect(none).toMatchObject({ status: 404, code: 'not_found' })
    const text = JSON.stringify([now, first])
    for (const { name, id } of Object.values(desk.cast.staff)) expect(text).not.toMatch(new RegExp(`${name}|${id}`))
    expect(text).not.toMatch(/answersPerHour|case_|customer_|publishedBy/)
    expect((await desk.app.inject({ method: 'GET', url: '/charter.json?version=1&x=2' })).statusCode).toBe(422)
  })

  test('a feed of the versions, whole and escaped', async () => {
    const { body, headers } = await desk.app.inject({ method: 'GET', url: '/charter.atom?lang=uk' })
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    const feed = elementsOf(body)
    expect(feed.filter(({ name }) => name === 'entry')).toHaveLength(2)
    expect(feed.filter(({ name }) => name === 'id').map(({ text }) => text)).toEqual(
      ['', '/versions/2', '/versions/1'].map((end) => `http://desk.kept.example/charter${end}`),
    )
    expect(feed.find(({ name }) => name === 'summary')).toMatchObject({ text: why.en, lang: 'en' })
    expect(feed[0]).toMatchObject({ name: 'feed', lang: 'uk' })
  })

  test('what a manager may type cannot break the feed', () => {
    const text = `]]></summary><x a='"'>&amp;\u0000\u0008\uFFFE\uD800 ok 👍`
    const step = {
      version: 1,
      publishedAt: new Date(0),
      why: { text, language: 'en' as const },
      askedBy: 1,
      changes: [text],
      href: '/charter/versions/1',
    }
    const body = charterFeed(translator('en'), { baseUrl: 'http://x', company: text, steps: [step] })
    const feed = elementsOf(body)
    expect(feed.find(({ name }) => name === 'summary')?.text).toBe(`]]></summary><x a='"'>&amp;\uFFFD ok 👍`)
    expect(feed.map(({ name }) => name)).not.toContain('x')
    expect([...'\0\b\uFFFE'].filter((mark) => body.includes(mark))).toEqual([])
  })
})

/** Every element of an XML text in order; fails where one is left open or closed out of turn. */
function elementsOf(body: string): { name: string; text: string; lang: string | undefined }[] {
  const all: { name: string; text: string; lang: string | undefined }[] = []
  const open: typeof all = []
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const one = { name, text: '', lang: attributes['xml:lang'] }
        all.push(one)
        open.push(one)
      },
      ontext: (text) => {
        const last = open.at(-1)
        if (last) last.text += text
        else expect(text.trim()).toBe('')
      },
      onclosetag: (name, implied) => {
        // An element without content closes itself.
        if (implied && open.at(-1)?.name !== 'link') throw new Error(`${name} is left open`)
        expect(open.pop()?.name).toBe(name)
      },
      onerror: (error) => {
        throw error
      },
    },
    { xmlMode: true },
  )
  parser.end(body)
  expect(open).toEqual([])
  return all
}

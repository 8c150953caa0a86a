import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answerCase, caseLink, claimCase, findCase, sendUpdate, writeNote } from '#cases'
import { takeIn } from '#channels'
import { languages, missingTexts } from '#platform/i18n/index.ts'
import { freshOffers, placeInLine, runningPromise } from '#promises'
import { sql } from '#platform/db/sql.ts'
import { system } from '#platform/context.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { buildPages, offersOn, visitor } from '#test/visitor.ts'
import { caseView } from '../case-view.ts'

let desk: Desk
let nth = 0
let caseId: string
let address: string
let link: string
let browser: ReturnType<typeof visitor>

beforeAll(async () => {
  buildPages()
  desk = await openDesk({ demo: true })
})
afterAll(() => desk.close())
beforeEach(async () => {
  address = `someone${++nth}@post.example`
  caseId = await opened(address)
  desk.clock.forward({ minutes: 1 })
  link = await linkTo(caseId)
  browser = visitor(desk)
})

const one = <Row>(text: string, ...values: unknown[]) => desk.kept.database.one<Row>({ text, values })
const opened = async (email: string, name = 'Someone') => {
  const message = {
    channel: 'email' as const,
    text: 'The lamp does not light.\nPlease help.',
    shownText: 'The lamp does not light.\nPlease help.',
    from: { name, address: email },
    files: [{ name: 'lamp.jpg', type: 'image/jpeg', content: Buffer.from('pixels') }],
  }
  const { it } = await desk.change(system, (ctx) =>
    takeIn(ctx, {
      house: desk.kept.house,
      teamId: desk.cast.teams.front,
      customer: { email, name },
      kind: 'request',
      channel: 'email',
      subject: 'Lamp is dark',
      message,
      acknowledge: true,
    }),
  )
  return it.id
}
const linkTo = (id: string) =>
  desk.look(system, async (ctx) => new URL(caseLink(desk.kept.house, await findCase(ctx, id), ctx.now)).pathname)
const stateOf = async () => (await one<{ state: string }>('select state from cases where id = $1', caseId)).state
const answered = (text = 'Charge it overnight, please.') =>
  desk.change(desk.cast.staff.tomas, (ctx) => answerCase(ctx, { caseId, text, undoSeconds: 0 }))
const running = () => desk.look(system, (ctx) => runningPromise(ctx, caseId))

/** How many rows there are in every table, and the newest event. */
async function everything(): Promise<string> {
  const tables = await desk.kept.database.many<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const counts: string[] = []
  for (const { name } of tables)
    counts.push(
      `${name} ${(await one<{ text: string }>(`select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as text from ${name} t`)).text}`,
    )
  return counts.join('\n')
}

describe('a look changes nothing', () => {
  test('GET and HEAD on every page behind every mailed link', async () => {
    await answered()
    await desk.sweep()
    const mails = await desk.kept.database.many<{ text: string }>(sql`select text from outgoing_mails`)
    const links = [...new Set(mails.flatMap(({ text }) => text.match(/http\S+\/c\/\S+/g) ?? []).map((url) => new URL(url).pathname))]
    expect(links.length).toBeGreaterThan(0)
    const before = await everything()
    for (const path of links) {
      for (const page of ['', '/change', '/escalation', '/end', '/rating', '/rating?score=1', '/rated', '/promise.ics', '?done=accepted']) {
        await browser.get(path + page)
        await browser.head(path + page)
      }
    }
    for (const page of ['/', '/my', '/my/code', '/mailbox', '/mailbox.json', '/privacy']) await browser.get(page)
    expect(await everything()).toBe(before)
  })

  test('the page shows the case, and nothing the desk keeps to itself', async () => {
    await desk.change(desk.cast.staff.tomas, (ctx) => claimCase(ctx, caseId))
    await desk.change(desk.cast.staff.tomas, (ctx) => writeNote(ctx, { caseId, text: 'secret note' }))
    await desk.change(desk.cast.staff.tomas, (ctx) => sendUpdate(ctx, { caseId, text: 'not yet gone', undoSeconds: 10 }))
    const { html, status } = await browser.get(link)
    expect(status).toBe(200)
    for (const words of [
      'Lamp is dark',
      'The lamp does not light.',
      's…@post.example',
      'Tomas Kazlauskas opened your case.',
      'If you choose nothing',
      'lamp.jpg',
    ])
      expect(html).toContain(words)
    expect(html).not.toMatch(/secret note|not yet gone|someone\d+@|staff_|team_|customer_/)
  })

  test('the page and the API say how many cases of the team come before', async () => {
    const later = await opened('later@post.example')
    const { ahead = 0 } = (await desk.look(system, (ctx) => placeInLine(ctx, later))) ?? {}
    expect(ahead).toBeGreaterThan(0)
    const words = new RegExp(`${ahead === 1 ? '1 case comes' : `${ahead} cases come`} before yours`)
    expect((await browser.get(await linkTo(later))).html).toMatch(words)
    const view = await desk.look(desk.cast.staff.tomas, (ctx) => caseView(ctx, desk.kept.house, later))
    expect(view.placeInLine).toEqual({ ahead, isMore: false })
    await answered()
    expect((await browser.get(link)).html).not.toContain('before yours')
  })
})

describe('links', () => {
  test('expired, wrong and foreign open nothing, alike, and lead to a new link', async () => {
    const { it } = { it: await desk.look(system, (ctx) => findCase(ctx, caseId)) }
    const old = new URL(caseLink(desk.kept.house, it, new Date(desk.clock.now().getTime() - 92 * 86_400_000))).pathname
    const wrong = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`
    expect([(await browser.get(old)).status, (await browser.get(old)).html.includes('This link is too old')]).toEqual([410, true])
    for (const path of [wrong, `${wrong}/change`, '/c/x', '/c/%00', `/c/${'0'.repeat(26)}.abc.${'a'.repeat(22)}`]) {
      const answer = await browser.get(path)
      expect([answer.status, answer.html.includes('This link does not open a case')], path).toEqual([404, true])
    }
    for (const path of [old, wrong]) expect((await browser.post(`${path}/acceptance`, {})).status).toBeGreaterThanOrEqual(404)
    expect(await stateOf()).toBe('open')

    const page = await browser.get(old)
    const mailsBefore = (await one<{ count: number }>('select count(*) from outgoing_mails')).count
    const unknown = await browser.submit(page, '/links', { address: 'nobody@post.example' })
    expect((await one<{ count: number }>('select count(*) from outgoing_mails')).count).toBe(mailsBefore)
    const known = await browser.submit(page, '/links', { address })
    const plain = (html: string) => html.replace(/someone\d+|nobody/g, 'who').replace(/value="[\w-]{16}"/g, '')
    expect([known.status, plain(known.html)]).toEqual([unknown.status, plain(unknown.html)])
    const mail = await one<{ text: string; toAddress: string }>(
      "select text, to_address from outgoing_mails where kind = 'link' order by created_at desc, id desc limit 1",
    )
    expect(mail.toAddress).toBe(address)
    expect((await browser.get(new URL(mail.text.match(/http\S+/)?.[0] ?? '').pathname)).status).toBe(200)
  })

  test('one link opens one case: not the files or offers of another, not even of the same person', async () => {
    const otherId = await opened(address)
    const { id } = await one<{ id: string }>(
      'select a.id from attachments a join messages m on m.id = a.message_id where m.case_id = $1',
      otherId,
    )
    const mine = await one<{ id: string }>(
      'select a.id from attachments a join messages m on m.id = a.message_id where m.case_id = $1',
      caseId,
    )
    expect((await browser.get(`${link}/files/${id}`)).status).toBe(404)
    const file = await browser.get(`${link}/files/${mine.id}`)
    expect(file.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    expect(String(file.headers['content-disposition'])).toMatch(/^attachment/)
    const strangers = await opened('stranger@post.example')
    const offers = await desk.change(system, (ctx) => freshOffers(ctx, strangers))
    expect((await browser.post(`${link}/offers`, { offer: offers[0]?.id ?? '' })).status).toBe(409)
    expect((await one<{ count: number }>('select count(*) from promises where case_id = $1', strangers)).count).toBe(1)
  })

  test('acting proves the address, looking does not', async () => {
    const proven = () => one<{ provenAt: Date | null }>('select proven_at from addresses where address = $1', address)
    await browser.get(link)
    expect((await proven()).provenAt).toBeNull()
    await browser.post(`${link}/messages`, { text: 'It is me' })
    expect((await proven()).provenAt).not.toBeNull()
  })
})

describe('the customer drives', () => {
  test('chooses an offer, moves it, and is told of each on the page', async () => {
    const page = await browser.get(link)
    const [first = ''] = offersOn(page.html)
    expect((await browser.submit(page, `${link}/offers`, { offer: first })).location).toBe(`${link}?done=chosen`)
    expect((await running())?.isDefault).toBe(false)
    const after = await browser.get(`${link}?done=chosen`)
    expect(after.html).toContain('You have our promise.')
    expect(after.html).toContain('You chose')
    const repeated = await browser.submit(page, `${link}/offers`, { offer: first })
    expect(repeated.location).toBe(`${link}?done=chosen`)
    const change = await browser.get(`${link}/change`)
    const other = offersOn(change.html).find((id) => id !== first) ?? ''
    expect((await browser.submit(change, `${link}/change`, { offer: other, reason: 'I am away' })).location).toBe(`${link}?done=moved`)
    expect((await running())?.offerId).toBe(other)
    expect((await browser.get(link)).html).toContain('You moved the promise')
  })

  test('sees fresh times after the old ones lapsed, by a press, and proposes their own', async () => {
    const own = await openDesk({ demo: true })
    const guest = visitor(own)
    const message = { channel: 'email' as const, text: 'Lamp', shownText: 'Lamp', from: { name: '', address } }
    const { it } = await own.change(system, (ctx) =>
      takeIn(ctx, { house: own.kept.house, customer: { email: address }, kind: 'request', channel: 'email', message, acknowledge: true }),
    )
    own.clock.forward({ minutes: 100 })
    await own.kept.database.run(sql`update offers set expires_at = ${own.clock.now()}`)
    const path = new URL(caseLink(own.kept.house, it, own.clock.now())).pathname
    const lapsed = await guest.get(path)
    expect([lapsed.html.includes('The times we offered have passed'), offersOn(lapsed.html)]).toEqual([true, []])
    expect((await guest.submit(lapsed, `${path}/offers`)).location).toBe(path)
    const fresh = await guest.get(path)
    expect(offersOn(fresh.html).length).toBeGreaterThan(0)
    const kept = await guest.submit(fresh, `${path}/offers`, {
      offer: 'propose',
      proposalDate: '2026-11-27',
      proposalTime: '',
      proposalWords: 'after lunch',
    })
    expect([kept.status, kept.html.includes('after lunch'), kept.html.includes('Write the day and the time')]).toEqual([422, true, true])
    expect(
      (await guest.submit(fresh, `${path}/offers`, { offer: 'propose', proposalDate: '2026-11-27', proposalTime: '15:00' })).location,
    ).toBe(`${path}?done=chosen`)
    await own.close()
  })

  test('writes with files, and empty words are asked for', async () => {
    const empty = await browser.post(`${link}/messages`, { text: '  ' })
    expect([empty.status, empty.html.includes('Write a few words.')]).toEqual([422, true])
    const page = await browser.get(link)
    const fields = { _key: /name="_key" value="([^"]+)"/.exec(page.html)?.[1] ?? '', text: 'Here is a <b>picture</b>' }
    for (const _ of [1, 2])
      expect((await browser.upload(`${link}/messages`, fields, [{ name: 'a.png', type: 'image/png', content: 'png' }])).location).toBe(
        `${link}?done=message_sent`,
      )
    const { html } = await browser.get(link)
    expect(html.match(/&lt;b>picture/g)).toHaveLength(1)
    expect(html).toContain('a.png')
    expect(html).toContain('You added a message.')
  })

  test('accepts, closes, rates once more; the score of a link is only preselected', async () => {
    await answered()
    const page = await browser.get(link)
    expect(page.html).toContain('Is it solved?')
    expect((await browser.submit(page, `${link}/acceptance`)).location).toBe(`${link}?done=accepted`)
    expect((await browser.submit(page, `${link}/acceptance`)).location).toBe(`${link}?done=accepted`)
    expect(await stateOf()).toBe('accepted')
    const rating = await browser.get(`${link}/rating?score=4`)
    expect(rating.html).toMatch(/value="4" checked/)
    const none = await browser.submit(rating, `${link}/rating`, { words: 'fine <work>' })
    expect([none.status, none.html.includes('Choose a number'), none.html.includes('fine &lt;work>')]).toEqual([422, true, true])
    expect((await browser.submit(rating, `${link}/rating`, { score: '5', words: 'fine' })).location).toBe(`${link}/rated`)
    expect(await one('select score, text from responses where case_id = $1', caseId)).toEqual({ score: 5, text: 'fine' })
    expect((await browser.get(link)).html).toContain('You told us how it was.')
  })

  test('rejects with words and goes on; keeps open; opens an ended case again', async () => {
    await answered()
    const page = await browser.get(link)
    await browser.submit(page, `${link}/keeping`)
    expect(await stateOf()).toBe('answered')
    await browser.submit(page, `${link}/rejection`, { text: 'Still dark' })
    expect(await stateOf()).toBe('open')
    expect((await running())?.isDefault).toBe(true)
    const tooLate = await browser.submit(page, `${link}/rejection`, { text: 'Still dark' })
    expect(tooLate.status).toBe(303)
    const end = await browser.get(`${link}/end`)
    expect((await browser.submit(end, `${link}/end`)).html).toContain('Choose how it shall end.')
    expect((await browser.submit(end, `${link}/end`, { outcome: 'stop' })).location).toBe(`${link}/rating`)
    expect(await stateOf()).toBe('withdrawn')
    const ended = await browser.get(link)
    expect(ended.html).toContain('You stopped this case.')
    expect((await browser.submit(ended, `${link}/messages`, { text: 'One thing more' })).location).toBe(`${link}?done=reopened`)
    expect(await stateOf()).toBe('open')
  })

  test('a decision that comes too late is told in words', async () => {
    await browser.post(`${link}/end`, { outcome: 'stop' })
    const late = await browser.post(`${link}/acceptance`, {})
    expect(late.status).toBe(409)
    expect(late.html).toContain('You stopped this case.')
  })

  test('escalates: who reads it, by when, and once', async () => {
    const page = await browser.get(`${link}/escalation`)
    expect(page.html).toContain('Ieva Petrauskienė')
    expect((await browser.submit(page, `${link}/escalation`)).status).toBe(422)
    for (const _ of [1, 2]) await browser.submit(page, `${link}/escalation`, { reason: 'slow', words: 'Two days' })
    expect(
      (await one<{ count: number }>("select count(*) from events where case_id = $1 and name = 'promise.escalated'", caseId)).count,
    ).toBe(1)
    expect((await browser.get(link)).html).toContain('You asked for a lead.')
  })

  test('late: who has it and by when, and the new time is agreed with one press', async () => {
    await desk.pass({ hours: 3 })
    const page = await browser.get(link)
    expect(page.html).toMatch(/We are late\./)
    expect(page.html).toContain(`action="${link}/agreement"`)
    expect((await browser.submit(page, `${link}/agreement`)).location).toBe(`${link}?done=agreed`)
    expect((await running())?.state).toBe('agreed')
  })

  test('picks a zone, and every time is told in it', async () => {
    await browser.post(`${link}/zone`, { zone: 'Europe/Istanbul' })
    expect((await browser.get(link)).html).toContain('Istanbul')
  })
})

describe('my cases', () => {
  test('an address, a code, a list; a case opens with a fresh link; known and unknown look alike', async () => {
    const ask = await browser.get('/my')
    expect((await browser.submit(ask, '/my', { address: 'nonsense' })).status).toBe(422)
    const stranger = visitor(desk)
    expect((await stranger.submit(ask, '/my', { address: 'nobody@post.example' })).location).toBe('/my/code')
    expect((await browser.submit(ask, '/my', { address: address.toUpperCase() })).location).toBe('/my/code')
    const plain = (html: string) => html.replace(/someone\d+|nobody/g, 'who').replace(/value="[\w-]{16}"/g, '')
    const page = await browser.get('/my/code')
    expect(plain(page.html)).toBe(plain((await stranger.get('/my/code')).html))
    expect((await one<{ count: number }>("select count(*) from outgoing_mails where to_address = 'nobody@post.example'")).count).toBe(0)
    const { text } = await one<{ text: string }>("select text from outgoing_mails where kind = 'code' and to_address = $1", address)
    const code = /\b\d{6}\b/.exec(text)?.[0] ?? ''
    const wrong = await browser.submit(page, '/my/code', { code: code === '111111' ? '222222' : '111111' })
    expect([wrong.status, wrong.html.includes('This code does not match')]).toEqual([422, true])
    expect((await browser.submit(page, '/my/code', { code: `${code.slice(0, 3)} ${code.slice(3)}` })).location).toBe('/my')
    const list = await browser.get('/my')
    expect(list.html).toContain('Lamp is dark')
    const href = /href="(\/c\/[^"]+)"/.exec(list.html)?.[1] ?? ''
    expect((await browser.get(href)).status).toBe(200)
    expect((await stranger.submit(page, '/my/code', { code })).status).toBe(422)
    await browser.submit(list, '/my/leave')
    expect((await browser.get('/my')).html).toContain('Find my cases')
  })

  test('five wrong codes end the code; the session cookie is for us only', async () => {
    await browser.post('/my', { address })
    const { text } = await one<{ text: string }>("select text from outgoing_mails where kind = 'code' and to_address = $1", address)
    const code = /\b\d{6}\b/.exec(text)?.[0] ?? ''
    for (let guess = 0; guess < 5; guess++)
      await browser.post('/my/code', { code: String((Number(code) + 1 + guess) % 1_000_000).padStart(6, '0') })
    const late = await browser.post('/my/code', { code })
    desk.clock.forward({ minutes: 1 })
    expect([late.status, late.html.includes('This code is too old')]).toEqual([422, true])
    await browser.post('/my', { address })
    const again = await one<{ text: string }>(
      "select text from outgoing_mails where kind = 'code' and to_address = $1 order by created_at desc, id desc limit 1",
      address,
    )
    const right = await browser.post('/my/code', { code: /\b\d{6}\b/.exec(again.text)?.[0] ?? '' })
    const cookie = [right.headers['set-cookie']].flat().find((line) => String(line).startsWith('kept_portal='))
    expect(String(cookie)).toMatch(/Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax/)
  })

  test('codes are asked for ten times in ten minutes from one place', async () => {
    const crowd = visitor(desk, { ip: '198.51.100.20' })
    const answers: number[] = []
    for (let ask = 0; ask < 11; ask++) answers.push((await crowd.post('/my', { address: `x${ask}@post.example` })).status)
    expect(answers).toEqual([...Array(10).fill(303), 429])
  })
})

test.each(languages)('%s: a whole case, in every state, no word missing', async (language) => {
  const reader = visitor(desk, { language })
  const say = async (path: string) => {
    const { html, status } = await reader.get(link + path)
    expect(status).toBe(200)
    expect(html).toContain(`<html lang="${language}"`)
    expect(html).not.toMatch(/undefined|\[object|NaN|Invalid Date/)
  }
  reader.cookies.set('lang', language)
  await say('')
  await reader.post(`${link}/offers`, { offer: offersOn((await reader.get(link)).html)[0] ?? '' })
  for (const path of ['/change', '/escalation', '/end', '']) await say(path)
  await reader.post(`${link}/escalation`, { reason: 'slow' })
  await answered()
  await say('')
  await reader.post(`${link}/acceptance`, {})
  for (const path of ['?done=accepted', '/rating', '/rated']) await say(path)
  expect(missingTexts()).toEqual([])
})

test('the live stream speaks of this case only, and of nothing the desk keeps to itself', async () => {
  const otherId = await opened('other@post.example')
  await desk.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = desk.app.server.address() as { port: number }
  const leave = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${port}${link}/live`, { signal: leave.signal })
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  const stream = answer.body as ReadableStream<Uint8Array>
  await desk.change(desk.cast.staff.tomas, (ctx) => writeNote(ctx, { caseId, text: 'for us' }))
  await desk.change(desk.cast.staff.tomas, (ctx) => sendUpdate(ctx, { caseId: otherId, text: 'for another', undoSeconds: 0 }))
  await desk.change(desk.cast.staff.tomas, (ctx) => sendUpdate(ctx, { caseId, text: 'for you', undoSeconds: 0 }))
  let heard = ''
  for await (const part of stream) {
    heard += Buffer.from(part).toString()
    if (heard.includes('case.message_sent')) break
  }
  leave.abort()
  expect(heard).toContain(caseId)
  expect(heard).not.toContain(otherId)
  expect(heard).not.toMatch(/case\.noted|message_sending|mail\./)
})

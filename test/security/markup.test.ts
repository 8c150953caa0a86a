import { existsSync, readFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { Parser } from 'htmlparser2'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerCase, caseLink, writeNote } from '#cases'
import { readMail } from '../../server/channels/email/reading/index.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { browserPath } from '../portal-site.ts'
import { buildPages } from '../visitor.ts'
import { bring, browserOf, knock, rows, sample, value } from './world.ts'

// S4. Attack strings of other projects' test suites, in every place that holds foreign words. Seed 20261125; FULL runs all of them.

const folder = path.resolve(import.meta.dirname, '../..', process.env['KEPT_DATA'] ?? '../shared/data', 'mail')
const hasCorpus = existsSync(path.join(folder, 'html-body/payloads.jsonl'))
const why = hasCorpus ? '' : ' (skipped: no corpus at KEPT_DATA)'
const payloads: string[] = hasCorpus
  ? [
      ...readFileSync(path.join(folder, 'html-body/payloads.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { payload: string }).payload),
      ...(JSON.parse(readFileSync(path.join(folder, 'strings/blns.json'), 'utf8')) as string[]),
    ]
  : []

let desk: Desk
let base: string

beforeAll(async () => {
  buildPages()
  desk = await openDesk({ demo: true })
  await desk.app.listen({ port: 0, host: '127.0.0.1' })
  const address = desk.app.server.address()
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  desk.kept.house.baseUrl = base
}, 120_000)
afterAll(() => desk.close())

/** What of a document could run or load, as a parser sees it. */
function dangers(html: string): string[] {
  const found: string[] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      if (/^(script|iframe|frame|object|embed|svg|math|style|link|meta|base|form|input|button|template|video|audio|source)$/.test(name))
        found.push(`<${name}>`)
      for (const [key, text] of Object.entries(attributes)) {
        if (/^on/i.test(key)) found.push(`${name} ${key}`)
        if (/^(src|srcset|background|poster|action|formaction|xlink:href|srcdoc|data|ping)$/i.test(key)) found.push(`${name} ${key}`)
        if (key === 'href' && !/^(https?:\/\/|mailto:|tel:)/i.test(text)) found.push(`${name} href ${text.slice(0, 40)}`)
        if (key === 'style' && /url|expression|import|@|\\|behavior|-moz-binding|position/i.test(text)) found.push(`${name} style`)
      }
    },
  })
  parser.end(html)
  return found
}

test.skipIf(!hasCorpus)(
  `no attack string keeps anything that runs or loads once it was cleaned${why}`,
  async () => {
    const bad: string[] = []
    for (const [nth, payload] of payloads.entries()) {
      const raw = `From: a@mail.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(payload).toString('base64')}\r\n`
      const { html } = await readMail(Buffer.from(raw))
      bad.push(...dangers(html ?? '').map((one) => `${nth}: ${one}`))
    }
    expect(bad).toEqual([])
    console.info(`S4: ${payloads.length} attack strings cleaned, 0 with anything that runs or loads`)
  },
  60_000,
)

const oneLine = (text: string) => text.replace(/[\r\n\0]+/g, ' ').slice(0, 300)
const quoted = (text: string) => `=?utf-8?B?${Buffer.from(oneLine(text).slice(0, 200)).toString('base64')}?=`

/** Cases with attack strings in subject, sender's name, HTML, text, file name, note, answer and the customer's own form: eight places. */
async function infest(strings: readonly string[]): Promise<string[]> {
  const caseIds: string[] = []
  for (let start = 0; start < strings.length; start += 6) {
    const part = strings.slice(start, start + 6)
    const [first = 'x'] = part
    const from = `attack${start}@mail.example`
    let parent = ''
    for (const [nth, payload] of part.entries()) {
      const id = `<attack${start}.${nth}@mail.example>`
      const [outcome] = await bring(desk, {
        from: `${quoted(payload)} <${from}>`,
        subject: quoted(payload),
        text: payload,
        html: payload,
        file: { name: oneLine(payload).slice(0, 100).toWellFormed(), bytes: payload },
        headers: parent ? `References: ${parent}\r\nX-Id: ${id}\r\n` : '',
      })
      if (outcome?.became === 'case') {
        caseIds.push(outcome.caseId)
        parent = await value<string>(
          desk,
          'select message_id from messages where case_id = $1 and message_id is not null limit 1',
          outcome.caseId,
        )
      }
    }
    const caseId = caseIds.at(-1) ?? ''
    const safe = first.replaceAll('\0', '').trim() || 'x'
    await desk.change(desk.cast.staff.tomas, (ctx) => writeNote(ctx, { caseId, text: safe }))
    await desk.change(desk.cast.staff.tomas, (ctx) => answerCase(ctx, { caseId, text: safe, undoSeconds: 0 }))
    const page = await linkOf(caseId)
    const typed = await desk.app.inject({
      method: 'POST',
      url: `${page}/messages`,
      payload: new URLSearchParams({ text: safe }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(typed.statusCode).toBe(303)
  }
  await desk.sweep()
  return caseIds
}

const linkOf = async (caseId: string) => {
  const it = await value<number>(desk, 'select link_version from cases where id = $1', caseId)
  return new URL(caseLink(desk.kept.house, { id: caseId, linkVersion: it }, desk.clock.now())).pathname
}

describe.skipIf(!hasCorpus)(`attack strings on the pages of people${why}`, () => {
  const strings = sample(payloads, 60, 20261125)
  let caseIds: string[]
  let browser: Browser

  beforeAll(async () => {
    caseIds = await infest(strings)
    browser = await chromium.launch({ executablePath: await browserPath(), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  }, 120_000)
  afterAll(() => browser?.close())

  test('what the API hands out as HTML is clean text for a frame without scripts', async () => {
    const headers = await browserOf(desk, desk.cast.staff.tomas.id)
    const bad: string[] = []
    for (const { id } of await rows<{ id: string }>(desk, 'select id from messages where html is not null')) {
      const answer = await knock(desk, { headers }, { method: 'GET', url: `/api/v1/messages/${id}/html` })
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
      bad.push(...dangers(answer.body))
    }
    expect(bad).toEqual([])
  })

  test('nothing runs and nothing is fetched from elsewhere: case screen, list, search, customer page, mailbox', async () => {
    const [, cookie = ''] = /kept_session=([^;]+)/.exec((await browserOf(desk, desk.cast.staff.ieva.id))['cookie'] ?? '') ?? []
    const agent = await watched(browser, [{ name: 'kept_session', value: cookie, url: base }])
    const customer = await watched(browser, [])
    await agent.page.goto(`${base}/desk/`)
    let frames = 0
    for (const caseId of caseIds) {
      await agent.page.goto(`${base}/desk/cases/${caseId}`)
      await agent.page.locator('[data-message]').first().waitFor({ timeout: 10_000 })
      await agent.page.evaluate(
        `document.querySelectorAll('[data-message] button[aria-pressed="false"]').forEach((button) => button.click())`,
      )
      await agent.page.waitForTimeout(300)
      frames += agent.page.frames().length - 1
      await customer.page.goto(base + (await linkOf(caseId)))
      await customer.page.waitForTimeout(50)
    }
    await customer.page.goto(`${base}/mailbox`)
    await customer.page.evaluate(`document.querySelectorAll('details').forEach((one) => one.setAttribute('open', ''))`)
    await customer.page.waitForTimeout(150)
    expect(frames).toBeGreaterThan(0)
    for (const seen of [agent, customer]) {
      expect({ dialogs: seen.dialogs, outside: seen.outside, ran: seen.ran }).toEqual({ dialogs: [], outside: [], ran: [] })
    }
    console.info(
      `S4: ${strings.length} strings x 8 places, ${caseIds.length} cases, ${frames} frames opened, 0 scripts run, 0 requests outside`,
    )
  }, 240_000)
})

/** A browser that tells of every dialog, every opened window and every request to elsewhere. */
async function watched(browser: Browser, cookies: { name: string; value: string; url: string }[]) {
  const context = await browser.newContext()
  await context.addCookies(cookies)
  const [dialogs, outside, ran]: string[][] = [[], [], []]
  await context.exposeBinding('__report', (_source, what: string) => void ran?.push(what))
  await context.addInitScript({
    content: `for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) Object.defineProperty(window, name, { value: () => window.__report(name) })`,
  })
  const page: Page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('dialog', (dialog) => (dialogs?.push(dialog.message()), void dialog.dismiss()))
  await context.route('**/*', (route) => {
    const url = route.request().url()
    if (url.startsWith(base) || url.startsWith('data:') || url.startsWith('blob:') || url.startsWith('about:')) return route.continue()
    outside?.push(url)
    return route.abort()
  })
  return { page, dialogs, outside, ran }
}

test('the watch itself sees a script, a handler and a foreign request', async () => {
  const browser = await chromium.launch({ executablePath: await browserPath(), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  const seen = await watched(browser, [])
  await seen.page.setContent('<script>alert(1)</script><img src="x:" onerror="confirm(1)"><img src="http://evil.example/x.png">')
  await seen.page.waitForTimeout(300)
  await browser.close()
  expect(seen.ran).toEqual(expect.arrayContaining(['alert', 'confirm']))
  expect(seen.outside).toEqual(['http://evil.example/x.png'])
}, 60_000)

describe('every answer carries the policy', () => {
  const guarded = (headers: Record<string, unknown>) =>
    /default-src 'none'/.test(String(headers['content-security-policy'])) && headers['x-content-type-options'] === 'nosniff'

  test('of every route, as anybody, found or not, with errors and redirects', async () => {
    const admin = await browserOf(desk, desk.cast.staff.daiva.id)
    const bare: string[] = []
    let asked = 0
    const assets = await knock(desk, { headers: {} }, { method: 'GET', url: '/' })
    const files = [...assets.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, url]) => ({ method: 'GET', url: url ?? '' }))
    expect(files.length).toBeGreaterThan(0)
    const odd = [
      '/nothing',
      '/%E0%A4%A',
      '/c/x',
      '/v/x',
      '/desk',
      '/desk/assets/none.js',
      '/assets/portal/none.css',
      '/api/v1/cases/K-999999999',
      '/../../etc/passwd',
      '/desk/..%2f..%2fpackage.json',
      '/assets/portal/..%2f..%2f..%2fpackage.json',
    ].map((url) => ({ method: 'GET', url }))
    for (const { method, url } of [
      ...desk.app.knownRoutes,
      ...files,
      ...odd,
      { method: 'OPTIONS', url: '/api/v1/cases' },
      { method: 'TRACE', url: '/' },
      { method: 'PROPFIND', url: '/' },
    ]) {
      for (const headers of [{}, admin, { ...admin, accept: 'text/html' }, { authorization: 'Bearer wrong' }]) {
        if (/events|\/live/.test(url) && 'cookie' in headers) continue
        for (const payload of /POST|PUT|PATCH/.test(method) ? [{}, '{', undefined] : [undefined]) {
          const answer = await desk.app.inject({
            method: method as 'GET',
            url: url
              .replace(':id', `case_${'0'.repeat(26)}`)
              .replace(':token', 'x')
              .replace('*', 'x'),
            headers: { ...headers, ...(payload === '{' && { 'content-type': 'application/json' }) },
            ...(payload !== undefined && { payload }),
          })
          asked++
          if (!guarded(answer.headers)) bare.push(`${method} ${url} ${answer.statusCode}`)
          expect(answer.body).not.toContain('"dependencies"')
        }
      }
    }
    expect(bare).toEqual([])
    console.info(`S4: ${asked} answers, 100 % with CSP and nosniff`)
  })

  test('also to bytes that are no request', async () => {
    const port = Number(new URL(base).port)
    for (const bytes of [
      'BAD\r\n\r\n',
      'GET / HTTP/1.1\r\nfoo bar\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(30_000)}\r\n\r\n`,
      'GET /nothing HTTP/1.1\r\n\r\n',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      'FOO / HTTP/1.1\r\nHost: x\r\n\r\n',
    ]) {
      const heard = await new Promise<string>((resolve) => {
        const socket = net.connect(port, '127.0.0.1')
        let text = ''
        socket
          .on('data', (part) => {
            text += part.toString()
            if (text.includes('\r\n\r\n')) socket.destroy()
          })
          .on('close', () => resolve(text))
          .on('error', () => resolve(text))
        socket.write(bytes)
      })
      expect(heard, bytes.slice(0, 30)).toMatch(
        /^HTTP\/1\.1 4\d\d[\s\S]*content-security-policy: default-src 'none'[\s\S]*x-content-type-options: nosniff/i,
      )
    }
  })
})

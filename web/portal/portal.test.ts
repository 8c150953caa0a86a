import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium as playwright } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language, RenderPage } from '#contract/portal.ts'
import { languages, missingTexts, momentsFor, translator } from '#platform/i18n/index.ts'
import { gallery, galleryFrame, galleryNow, galleryZone } from '#test/portal-gallery.ts'
import type { Exhibit } from '#test/portal-gallery.ts'
import { lengthen, pseudo } from '#test/portal-pseudo.ts'
import { browserPath, startSite } from '#test/portal-site.ts'

const root = path.join(import.meta.dirname, '..', '..')
const sizes = [1280, 390] as const
const themes = ['light', 'dark'] as const
const exhibits = gallery()

let renderPage: RenderPage

beforeAll(async () => {
  execFileSync(process.execPath, [path.join(root, 'bin', 'build.ts')], { stdio: 'inherit' })
  const bundle = path.join(root, 'dist', 'portal', 'server', 'render.js')
  renderPage = ((await import(/* @vite-ignore */ bundle)) as { renderPage: RenderPage }).renderPage
})

describe('every page in every state', () => {
  test.each(languages)('%s: complete, escaped, free of inline script and style', (language) => {
    for (const { name, html } of rendered(language, gallery(hostile))) {
      expect(html, name).toContain(`<html lang="${language}"`)
      expect(html, name).not.toMatch(/undefined|\[object|NaN|\uE000|<script>|<b data-planted|\sstyle=|\son\w+=|Invalid Date/)
      expect(duplicates([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])), name).toEqual([])
      expect(html.match(/<h1/g)?.length, name).toBe(1)
    }
    expect(missingTexts()).toEqual([])
  })

  test('every form is a POST that carries its keys', () => {
    for (const { name, html } of rendered('en', exhibits)) {
      for (const [form] of html.matchAll(/<form.*?<\/form>/gs)) {
        expect(form, name).toMatch(/^<form[^>]* method="post"/)
        expect(form, name).toContain('name="_key"')
      }
    }
  })

  test('a form with files is multi-part, others are not', () => {
    for (const { name, html } of rendered('en', exhibits)) {
      for (const [form] of html.matchAll(/<form.*?<\/form>/gs)) expect(/multipart/.test(form), name).toBe(/type="file"/.test(form))
    }
  })
})

describe('honest choices', () => {
  test('no offer is preselected, and the order is the server’s', () => {
    const html = render('en', 'choose')
    const radios = [...html.matchAll(/<input[^>]*name="offer"[^>]*>/g)].map(([radio]) => radio)
    expect(radios.map((radio) => /value="([^"]+)"/.exec(radio)?.[1])).toEqual(['o1', 'o2', 'o3', 'o4', 'o5', 'propose'])
    expect(radios.filter((radio) => /\schecked/.test(radio))).toEqual([])
  })

  test('a taken time keeps the choice and takes the focus to the message', () => {
    const html = render('en', 'choose-taken')
    expect(html).toMatch(/<input[^>]*value="o3"[^>]*checked/)
    expect(html).toMatch(/<div class="problem" role="alert"[^>]*autofocus/i)
    expect(html).toContain('<title>Error: ')
  })

  test('a record is counts, and none under its floor', () => {
    const html = render('en', 'choose')
    expect(html).toContain('Kept for 96 of the last 100.')
    expect(html).toContain('New – no record yet.')
    expect(html).not.toContain('%')
  })

  test('inside the window of a call the clock runs to its end', () => {
    expect(render('en', 'case-calling')).toMatch(/Time left: <span data-until="\d+">7 minutes/)
  })

  test.each(languages)('%s: late has its four parts', (language) => {
    const html = render(language, 'case-late')
    const t = translator(language)
    for (const part of ['14:12', '14:20', 'Tomas', '14:35', t('late.choice'), t('late.fine'), t('late.another'), t('late.lead')])
      expect(html).toContain(part)
  })
})

describe('in a browser', () => {
  let browser: Browser
  let site: Awaited<ReturnType<typeof startSite>>
  let page: Page

  beforeAll(async () => {
    site = await startSite(draw)
    browser = await playwright.launch({ executablePath: await browserPath(), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
    page = await browser.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    site?.close()
  })

  test.each(exhibits.map((exhibit, index) => [exhibit.name, languages[1 + (index % 4)] ?? 'tr'] as const))(
    '%s: no axe violation (en at both sizes in both themes; %s in one)',
    async (name, language) => {
      const violations: string[] = []
      for (const [spoken, width, theme] of [
        ...sizes.flatMap((size) => themes.map((theme) => ['en', size, theme] as const)),
        [language, 390, 'dark'] as const,
      ]) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(`${site.url}/${name}?language=${spoken}&theme=${theme}`)
        violations.push(...(await axe(page)).map((violation) => `${spoken} ${width} ${theme}: ${violation}`))
      }
      expect(violations).toEqual([])
    },
  )

  test('what unfolds is as sound as what shows', async () => {
    const violations: string[] = []
    for (const name of ['start', 'choose', 'choose-propose', 'case-default', 'case-answered', 'case-countered', 'change-countered']) {
      await page.setViewportSize({ width: 390, height: 800 })
      await page.goto(`${site.url}/${name}?theme=dark`)
      await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)))
      violations.push(...(await axe(page)))
    }
    expect(violations).toEqual([])
  })

  test('axe sees a planted fault', async () => {
    await page.goto(`${site.url}/rated`)
    await page.evaluate(() => document.querySelector('main')?.append(document.createElement('img')))
    expect((await axe(page)).join()).toContain('image-alt')
  })

  test('long words in a narrow window: nothing sticks out at 320, 768 and 1280 pixels, nor with the largest text', async () => {
    const wide: string[] = []
    for (const { name } of exhibits) {
      for (const [width, size] of [
        [320, 'normal'],
        [768, 'normal'],
        [1280, 'normal'],
        [390, 'larger'],
      ] as const) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(`${site.url}/${name}?language=pseudo&textSize=${size}`)
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        if (over > 0) wide.push(`${name} at ${width} ${size}: ${over}px`)
      }
    }
    expect(wide).toEqual([])
  }, 90_000)

  test('wider text spacing breaks nothing (WCAG 1.4.12), and forced colours leave every state its words', async () => {
    const context = await browser.newContext({
      bypassCSP: true,
      viewport: { width: 390, height: 800 },
      forcedColors: 'active',
      reducedMotion: 'reduce',
    })
    const tab = await context.newPage()
    const wide: string[] = []
    for (const { name } of exhibits) {
      await tab.goto(`${site.url}/${name}?language=hu`)
      await tab.addStyleTag({
        content: '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
      })
      const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (over > 0) wide.push(`${name}: ${over}px`)
    }
    expect(wide).toEqual([])
    await tab.goto(`${site.url}/case-late`)
    expect(await tab.locator('.promise-chip').innerText()).toBe('Late')
    await context.close()
  })

  test('targets are at least 44 pixels high, links in sentences apart', async () => {
    const small: string[] = []
    await page.setViewportSize({ width: 390, height: 800 })
    for (const { name } of exhibits) {
      await page.goto(`${site.url}/${name}`)
      small.push(...(await page.evaluate(smallTargets)).map((target) => `${name}: ${target}`))
    }
    expect(small).toEqual([])
  })

  test('without JavaScript a choice is posted with all its fields', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false })
    const tab = await plain.newPage()
    await tab.goto(`${site.url}/choose`)
    await tab.locator('input[name=offer][value=o2]').check()
    await tab.locator('form#choice .button.main').click()
    expect(site.posts.at(-1)).toMatchObject({ path: '/offers', fields: { offer: 'o2', _key: 'key-1' } })
    await tab.goto(`${site.url}/choose`)
    await tab.locator('input[name=offer][value=propose]').check()
    await tab.locator('#field-proposalWords').fill('After work')
    await tab.locator('[formaction]').click()
    expect(site.posts.at(-1)).toMatchObject({ path: '/holds', fields: { offer: 'propose', proposalWords: 'After work' } })
    await plain.close()
  })

  test('a double click sends once, and typed words survive a reload', async () => {
    await page.goto(`${site.url}/case-agreed`)
    await page.locator('#field-text').fill('Half a message')
    await page.reload()
    expect(await page.locator('#field-text').inputValue()).toBe('Half a message')
    await page.goto(`${site.url}/close`)
    const before = site.posts.length
    await page.evaluate(() => {
      const form = document.querySelectorAll('form')[1]
      form?.requestSubmit()
      form?.requestSubmit()
    })
    await page.waitForURL('**/c/token/end')
    expect(site.posts.length).toBe(before + 1)
  })

  test('a change reaches an open case page, and typing is not disturbed', async () => {
    await page.goto(`${site.url}/case-agreed`)
    await page.locator('#field-text').fill('I am typing')
    shown.set('case-agreed', 'case-late')
    await expect.poll(() => site.listeners()).toBeGreaterThan(0)
    site.tell()
    await expect.poll(() => page.locator('.promise-sentence').innerText()).toContain('We are late.')
    expect(await page.locator('[data-say]').innerText()).toContain('We are late.')
    expect(await page.locator('#field-text').inputValue()).toBe('I am typing')
    shown.clear()
  })
})

function render(language: Language, name: string): string {
  const [only] = rendered(
    language,
    exhibits.filter((exhibit) => exhibit.name === name),
  )
  if (!only) throw new Error(`No exhibit ${name}`)
  return only.html
}

function rendered(language: Language, shown: Exhibit[]): Array<{ name: string; html: string }> {
  const moments = momentsFor({ language, zone: galleryZone, now: galleryNow })
  return shown.map(({ name, page }) => ({ name, html: renderPage(page, galleryFrame(), translator(language), moments) }))
}

function hostile(text: string): string {
  return `${text}<script>alert(1)</script>"><b data-planted>`
}

function duplicates<Item>(items: Item[]): Item[] {
  return items.filter((item, index) => items.indexOf(item) !== index)
}

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string; failureSummary: string }> }> }> }
    }
    const { violations } = await axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`))
  })
}
const axeSource = readFileSync(path.join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8')

function smallTargets(): string[] {
  const small: string[] = []
  for (const target of document.querySelectorAll<HTMLElement>(
    'a, button, summary, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox]), label:has(input)',
  )) {
    const box = target.getBoundingClientRect()
    const isInSentence = target.matches('p a:not(.button, .step a, .aside a), .problem li a, .skip')
    if (box.height > 0 && box.height < 44 && !isInSentence)
      small.push(`${target.tagName} ${target.textContent?.trim().slice(0, 30)} ${Math.round(box.height)}px`)
  }
  return small
}

// Another exhibit under a name, as when a case changes while its page is open.
const shown = new Map<string, string>()

function draw(url: URL): string | null {
  const name = url.pathname.slice(1)
  const exhibit = exhibits.find((one) => one.name === (shown.get(name) ?? name))
  return exhibit ? pageFor(url, exhibit) : null
}

function pageFor(url: URL, exhibit: Exhibit): string {
  const wanted = url.searchParams.get('language') ?? 'en'
  const isPseudo = wanted === 'pseudo'
  const language = isPseudo ? 'hu' : (wanted as Language)
  const theme = (url.searchParams.get('theme') ?? 'light') as 'light' | 'dark'
  const textSize = (url.searchParams.get('textSize') ?? 'normal') as 'normal' | 'larger'
  const page = isPseudo ? (gallery(lengthen).find((one) => one.name === exhibit.name) ?? exhibit).page : exhibit.page
  return renderPage(
    page,
    galleryFrame({ theme, textSize }),
    isPseudo ? pseudo() : translator(language),
    momentsFor({ language, zone: galleryZone, now: galleryNow }),
  )
}

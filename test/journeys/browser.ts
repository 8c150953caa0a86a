import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserPath } from '#test/portal-site.ts'

const axeSource = readFileSync(path.join(import.meta.dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js'), 'utf8')
const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } }
const patienceMs = 8_000
let running: Promise<Browser> | null = null

/** The one browser of the run. */
export function theBrowser(): Promise<Browser> {
  running ??= browserPath().then((executablePath) => chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] }))
  return running
}

export async function closeBrowser(): Promise<void> {
  await (await running)?.close()
  running = null
}

/** A person with a browser of their own: cookies, size, language, scripts. Fails the test on any script error or broken file of a page. */
export async function openPage(url: string, wishes: { size?: keyof typeof sizes; locale?: string; scripts?: boolean } = {}): Promise<Page> {
  const { size = 'wide', locale = 'en-GB', scripts = true } = wishes
  const options: BrowserContextOptions = {
    baseURL: url,
    locale,
    viewport: sizes[size],
    javaScriptEnabled: scripts,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Vilnius',
  }
  const context = await (await theBrowser()).newContext(options)
  context.setDefaultTimeout(patienceMs)
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (response.status() >= 500 || (response.status() === 404 && pathname.includes('/assets/')))
      faults.push(`${response.status()} ${pathname}`)
  })
  return page
}

const faults: string[] = []

/** What broke in any page since the last time this was asked. */
export const faultsSince = (): string[] => faults.splice(0)

/**
 * The same page in a browser with scripts: axe is a script, and a page without them cannot carry it. It stands at an address of its own, so
 * that nothing is asked of the desk twice.
 */
async function twin(page: Page): Promise<Page> {
  const context = await (await theBrowser()).newContext({ viewport: page.viewportSize(), reducedMotion: 'reduce' })
  const copy = await context.newPage()
  const body = await page.content()
  await copy.route('**/twin', (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }))
  await copy.goto(new URL('/twin', page.url()).href)
  return copy
}

/** `examine` for a page without scripts. */
export async function examineStill(page: Page, name: string): Promise<void> {
  const copy = await twin(page)
  await examine(copy, name)
  await copy.context().close()
}

/** Looks at a page with axe at both sizes, and in the dark where `dark` is set; finds nothing, or fails with what and where. */
export async function examine(page: Page, name: string, { dark = false } = {}): Promise<void> {
  const own = page.viewportSize() ?? sizes.wide
  const violations: string[] = []
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    violations.push(...(await axe(page)).map((violation) => `${name}, ${size}: ${violation}`))
    violations.push(...(await sticksOut(page)).map((what) => `${name}, ${size}: sticks out: ${what}`))
    await picture(page, `${name} ${size}`)
    if (!dark) continue
    await page.emulateMedia({ colorScheme: 'dark' })
    violations.push(...(await axe(page)).map((violation) => `${name}, ${size}, dark: ${violation}`))
    await picture(page, `${name} ${size} dark`)
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await page.setViewportSize(own)
  expect(violations).toEqual([])
}

async function axe(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> }
    }
    const { violations } = await tool.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 300)} ${failureSummary}`))
  })
}

/** What makes the page wider than its window. */
const sticksOut = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
  const { clientWidth, scrollWidth } = document.documentElement
  if (scrollWidth <= clientWidth + 1) return []
  return [...document.querySelectorAll('body *')].filter((part) => part.getBoundingClientRect().right > clientWidth + 1).map((part) => part.outerHTML.slice(0, 200))
})()`)

/** With JOURNEY_PICTURES set to a folder, every page looked at leaves a picture there. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['JOURNEY_PICTURES']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name.replaceAll(/[^\w-]+/g, '-')}.png`) })
}

/** Prints a page as the browser would, on A4; with JOURNEY_PICTURES set what goes on paper lies there too. Returns how many sheets it takes. */
export async function paper(page: Page, name: string): Promise<number> {
  const sheets = await page.pdf({ format: 'A4' })
  if (process.env['JOURNEY_PICTURES']) {
    const own = page.viewportSize() ?? sizes.wide
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 720, height: 1018 })
    await picture(page, `${name} on paper`)
    await page.emulateMedia({ media: 'screen' })
    await page.setViewportSize(own)
  }
  return sheets.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

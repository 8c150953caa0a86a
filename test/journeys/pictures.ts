import { mkdtemp, mkdir, rm, chmod, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { readConfig } from '#platform/config.ts'
import { serve } from '../../server/serve.ts'
import { closeBrowser, theBrowser } from './browser.ts'

const sizes = { 1280: { width: 1280, height: 800 }, 390: { width: 390, height: 844 } }

/** Starts the demo company on a database of its own and takes the pictures of the documentation; returns the files with their bytes. */
export async function takePictures(folder: string): Promise<[string, number][]> {
  const data = await mkdtemp(path.join(tmpdir(), 'kept-pictures-'))
  await chmod(data, 0o755)
  await mkdir(folder, { recursive: true })
  const running = await serve(readConfig({ PORT: '0', SMTP_PORT: '0', DATA_DIR: data, LOG_LEVEL: 'silent' }))
  try {
    return await round(`http://127.0.0.1:${running.port}`, folder)
  } finally {
    await closeBrowser()
    await running.close()
    await rm(data, { recursive: true, force: true })
  }
}

async function round(url: string, folder: string): Promise<[string, number][]> {
  const context = await (
    await theBrowser()
  ).newContext({ baseURL: url, locale: 'en-GB', timezoneId: 'Europe/Vilnius', reducedMotion: 'reduce', viewport: sizes[1280] })
  const page = await context.newPage()
  const taken: [string, number][] = []
  const take = async (name: string) => {
    for (const [width, viewport] of Object.entries(sizes)) taken.push(await shot(page, folder, `${name}-${width}`, viewport))
    await page.setViewportSize(sizes[1280])
  }
  await portal(page, take)
  await page.goto('/mailbox')
  await take('mailbox')
  await desk(page, take)
  const ofCase = page.url()
  await move(page, take)
  await menuAndRecord(page, take)
  await page.goto(ofCase)
  await page.getByRole('button', { name: 'Answer now' }).waitFor()
  await page.emulateMedia({ colorScheme: 'dark' })
  taken.push(await shot(page, folder, 'case-dark-1280', sizes[1280]))
  await context.close()
  return taken
}

/** From a need to the customer's page, stopping at the choice and at the end. */
async function portal(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  await page.goto('/')
  await page.locator('#field-need').fill('The brakes of my bicycle squeak since the last service. I ride to work with it every day.')
  await page.getByLabel('What result do you expect?').fill('Quiet brakes before the weekend')
  await page.getByLabel('By when?').fill('in two hours')
  await page.locator('form button.main').click()
  await page.locator('label.offer').first().waitFor()
  await take('portal-choose')
  await page.locator('label.offer', { hasText: 'We answer you' }).first().click()
  await page.locator('form button.main').click()
  await page.getByLabel('E-mail').first().fill('mara.lind@post.example')
  await page.getByLabel('Name').fill('Mara Lind')
  await page.locator('form button.main').click()
  await page.getByRole('heading', { name: 'You have our promise' }).waitFor()
  await page.goto(await linkTo(page, 'mara.lind@post.example'))
  await page.locator('.promise-card').waitFor()
  await take('portal-case')
}

async function linkTo(page: Page, address: string): Promise<string> {
  const { items } = (await (await page.request.get('/mailbox.json')).json()) as { items: { to: string[]; links: string[] }[] }
  const link = items.find(({ to }) => to.some((one) => one.includes(address)))?.links.find((one) => one.includes('/c/'))
  if (!link) throw new Error(`No mail with a link went to ${address}`)
  return new URL(link).pathname
}

async function desk(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  await page.goto('/desk/inbox/all')
  await page.getByRole('button', { name: 'Ieva' }).click()
  await page.locator('[data-case]').nth(5).waitFor()
  await page.getByRole('button', { name: 'Keep them' }).click()
  await take('inbox')
  await page.goto('/desk/inbox/all?q=squeak')
  await page.locator('[data-case]', { hasText: 'Mara Lind' }).click()
  await page.getByRole('button', { name: 'Answer now' }).waitFor()
  await page
    .getByLabel('Your answer to the customer')
    .fill('Bring it in any time today. We clean the discs and change the pads while you wait.')
  await page.getByText('Draft saved').waitFor()
  await take('case')
}

/** A new time for somebody with a number, so that calls are among the times. */
async function move(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  await page.goto('/desk/inbox/all')
  await page
    .locator('[data-case]', { hasText: /Clarke|Vaitkus|Kaya|Rimkus|Stankutė/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Move with the customer' }).click()
  await page.getByLabel('Reason, in words for the customer').fill('The part for your bicycle comes tomorrow morning.')
  await page.locator('input[name=offer]').first().check()
  await take('move')
}

/** The entry that most promises come from, with what it would be worth; and how the word was kept. */
async function menuAndRecord(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/desk/settings/promises')
  await page.getByRole('button', { name: 'Rasa' }).click()
  await page.getByRole('link', { name: 'Written answer' }).first().click()
  await page.locator('aside select').selectOption({ label: 'Front' })
  await page.getByText('would have been kept').waitFor()
  await take('menu')
  await page.goto('/desk/record')
  await page.getByRole('heading', { name: 'By week' }).waitFor()
  await take('record')
}

async function shot(page: Page, folder: string, name: string, viewport: { width: number; height: number }): Promise<[string, number]> {
  await page.setViewportSize(viewport)
  // Hover and focus belong to a person, not to a picture.
  await page.mouse.move(0, 0)
  const file = path.join(folder, `${name}.png`)
  await page.evaluate('document.fonts.ready')
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
  return [path.basename(file), (await stat(file)).size]
}

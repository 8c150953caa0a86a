import type { Page } from 'playwright-core'
import { examine } from './browser.ts'

/** Comes in at the desk as one of the demo's people. */
export async function signIn(page: Page, name: string, { look = false, to = '' } = {}): Promise<void> {
  await page.goto(`/desk/${to}`)
  const person = page.getByRole('button', { name })
  await person.waitFor()
  if (look) await examine(page, 'sign in', { dark: true })
  await person.click()
  await page.getByRole('button', { name: 'your menu' }).waitFor()
}

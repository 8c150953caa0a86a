import type { Page } from 'playwright-core'

/** Chooses an answer in writing from the offers on the customer's page, the first or a later one. */
export async function chooseWritten(page: Page, { nth = 0, button = 'Give me this promise' } = {}): Promise<void> {
  await page.locator('label.offer', { hasText: 'We answer you' }).nth(nth).click()
  await page.getByRole('button', { name: button }).click()
}

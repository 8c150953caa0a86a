import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { examine, openPage } from './browser.ts'
import { needs, onStage, pathIn } from './stage.ts'

describe('a time of their own', () => {
  test(
    'what can be done is promised at once; what cannot is countered with what can',
    onStage(async (stage) => {
      const page = await openPage(stage.url)
      await propose(page, { day: '2026-11-27', time: '16:00', words: 'before my trip', email: 'trip@post.example' })
      await page.getByRole('heading', { name: 'You have our promise' }).waitFor()
      expect(await page.locator('.promise-card').innerText()).toContain('16:00')
      await examine(page, 'receipt of a proposal accepted')

      const hasty = await openPage(stage.url, { size: 'narrow' })
      await propose(hasty, { day: '2026-11-25', time: '12:05', words: 'right now', email: 'now@post.example' })
      await hasty.getByRole('heading', { name: 'We have your proposal' }).waitFor()
      await examine(hasty, 'receipt of a proposal countered')
      const mail = await stage.mailTo('now@post.example')
      await hasty.goto(pathIn(mail))
      await hasty.getByText('right now').first().waitFor()
      expect(await hasty.locator('label.offer', { hasText: 'We answer you' }).count()).toBeGreaterThan(0)
      await examine(hasty, 'case with a proposal countered')
      await hasty.locator('label.offer', { hasText: 'We answer you' }).first().click()
      await hasty.getByRole('button', { name: 'Give me this promise' }).click()
      await hasty.getByText('You have our promise.').waitFor()
      expect(await stage.kindsTo('now@post.example')).toEqual(['acknowledgement', 'chosen'])
      expect(await stage.kindsTo('trip@post.example')).toEqual(['chosen'])
    }),
  )
})

async function propose(page: Page, wish: { day: string; time: string; words: string; email: string }): Promise<void> {
  await page.goto('/')
  await page.getByLabel('What do you need').or(page.locator('#field-need')).first().fill(needs.en.text)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('None of these suits me').click()
  await page.getByText('An answer in writing by then').click()
  await page.getByLabel('Day').fill(wish.day)
  await page.getByLabel('Time', { exact: true }).fill(wish.time)
  await page.getByLabel('In your own words').fill(wish.words)
  await examine(page, `propose ${wish.time}`)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('E-mail').first().fill(wish.email)
  await page.getByRole('button', { name: 'Send my proposal' }).click()
}

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { sql } from '#platform/db/sql.ts'
import { examine, openPage } from './browser.ts'
import { signIn } from './desk.ts'
import { onStage, type Stage } from './stage.ts'

const matters = ['Broken chain', 'Flat tyre', 'Wrong saddle', 'Bell rings by itself', 'Missing pedal']

describe('the inbox', () => {
  test(
    'walked, peeked, opened and left by keys; filtered and searched in the address',
    onStage(async (stage) => {
      const page = await openPage(stage.url)
      await fill(stage)
      await signIn(page, 'Tomas', { to: 'inbox/all' })
      const row = (nth: number) => page.locator('[data-case]').nth(nth)
      await row(4).waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await expectFocus(page, 'Flat tyre')
      await page.keyboard.press('k')
      await expectFocus(page, 'Broken chain')
      await page.keyboard.press('Space')
      await page.getByLabel('A look at the case').getByText('I need help with: Broken chain').waitFor()
      expect(page.url()).toContain('peek=')
      await examine(page, 'peek', { dark: true })
      await page.keyboard.press('j')
      await page.getByLabel('A look at the case').getByText('I need help with: Flat tyre').waitFor()
      await page.keyboard.press('Space')
      await page.getByLabel('A look at the case').waitFor({ state: 'detached' })
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Flat tyre' }).waitFor()
      await page.getByText('2 of 5').waitFor()
      await page.keyboard.press('j')
      await page.getByRole('heading', { name: 'Wrong saddle' }).waitFor()
      await page.keyboard.press('Escape')
      await page.waitForURL('**/inbox/all')
      await findAndFilter(page)
    }),
  )

  test(
    'a case is set aside and taken back',
    onStage(async (stage) => {
      await fill(stage, 1)
      const page = await openPage(stage.url)
      await signIn(page, 'Ieva', { to: 'cases/K-1001' })
      await page.getByRole('button', { name: 'Answer now' }).waitFor()
      await command(page, 'set aside', 'Set aside ...')
      await page.getByLabel('Why (optional').fill('Advertising')
      await examine(page, 'set aside')
      await page.keyboard.press('Enter')
      await page.getByText('Case set aside').first().waitFor()
      await examine(page, 'case set aside')
      await command(page, 'take back', 'Take back')
      await page.getByText('Case taken back').first().waitFor()
      await page.getByRole('button', { name: 'Answer now' }).waitFor()
      await page.goto('/desk/set-aside')
      await page.getByText('No mail has been set aside.').waitFor()
      await examine(page, 'set-aside mail')
    }),
  )

  test(
    'words being written survive a reload and a session that ended',
    onStage(async (stage) => {
      await fill(stage, 1)
      const page = await openPage(stage.url)
      await signIn(page, 'Tomas', { to: 'cases/K-1001' })
      const area = page.getByLabel('Your answer to the customer')
      await area.fill('Half an answer')
      await page.getByText('Draft saved').waitFor()
      await page.reload()
      await area.waitFor()
      expect(await area.inputValue()).toBe('Half an answer')
      await stage.desk.kept.database.run(sql`delete from sessions`)
      await area.fill('Half an answer, and more')
      await page.getByRole('button', { name: /^Send answer/ }).click()
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      await page.getByRole('button', { name: 'Tomas' }).click()
      await area.waitFor()
      expect(page.url()).toContain('/cases/K-1001')
      expect(await area.inputValue()).toBe('Half an answer, and more')
      await examine(page, 'draft kept')
    }),
  )

  test(
    'keys, own menu, new case',
    onStage(async (stage) => {
      const page = await openPage(stage.url)
      await signIn(page, 'Daiva')
      await examine(page, 'empty inbox')
      await page.keyboard.press('?')
      await page.getByRole('heading', { name: 'Keys' }).waitFor()
      await examine(page, 'keys')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'your menu' }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
      await examine(page, 'own menu')
      await page.keyboard.press('Escape')
      await page.getByRole('menuitem').first().waitFor({ state: 'detached' })
      await page.keyboard.press('c')
      await page.getByLabel('E-mail address').fill('counter@post.example')
      await page.getByLabel('What they need').fill('Stands here with a bent wheel.')
      await examine(page, 'new case')
      await page.getByRole('button', { name: 'Open the case' }).click()
      await page.getByRole('heading', { name: 'Stands here with a bent wheel' }).waitFor()
    }),
  )
})

async function findAndFilter(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('menuitem', { name: 'Complaint' }).waitFor()
  await examine(page, 'filter menu')
  await page.getByRole('menuitem', { name: 'Complaint' }).click()
  await page.waitForURL('**kind=complaint**')
  await page.getByText('No case matches this filter').waitFor()
  await examine(page, 'nothing matches')
  await page.goBack().catch(() => undefined)
  await page.goto('/desk/inbox/all?q=saddle')
  await page.locator('[data-case]', { hasText: 'Wrong saddle' }).waitFor()
  expect(await page.locator('[data-case]').count()).toBe(1)
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Find a case or a command').fill('pedal')
  await page.getByRole('option', { name: 'Missing pedal' }).waitFor()
  await examine(page, 'palette', { dark: true })
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Missing pedal' }).waitFor()
}

async function command(page: Page, words: string, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Find a case or a command').fill(words)
  await page.getByRole('option', { name }).first().waitFor()
  await page.keyboard.press('Enter')
}

async function expectFocus(page: Page, words: string): Promise<void> {
  await page.locator('[data-case]:focus', { hasText: words }).waitFor()
}

async function fill(stage: Stage, count = matters.length): Promise<void> {
  for (const [nth, subject] of matters.slice(0, count).entries()) {
    await stage.mail({ from: `rider${nth}@post.example`, name: `Rider ${nth}`, subject, text: `I need help with: ${subject}. Thank you.` })
    stage.desk.clock.forward({ minutes: 2 })
  }
}

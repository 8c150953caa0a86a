import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { sql } from '#platform/db/sql.ts'
import { examine, openPage } from './browser.ts'
import { signIn } from './desk.ts'
import { needs, onStage, type Stage } from './stage.ts'

describe('what the desk does with promises', () => {
  test(
    'an agent gives word beside the answer, asks for another time, withdraws, stops and starts the clock',
    onStage(async (stage) => {
      const page = await caseOf(stage, 'Olena')
      await page.keyboard.press('p')
      await page.getByRole('menuitem', { name: 'Give extra promise' }).waitFor()
      await examine(page, 'promise menu', { dark: true })
      await page.locator('[role=menu]:focus, [role=menu] :focus').first().waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.type('give')
      await page.locator('[role=menuitem]:focus', { hasText: 'Give extra promise' }).waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('Word of how it stands').click()
      await examine(page, 'extra promise')
      await page.getByRole('button', { name: 'Give this promise' }).click()
      await page.getByLabel('Promised beside it').getByText('We say how it stands by').waitFor()
      await page.getByRole('button', { name: 'More for: We say how it stands' }).click()
      await page.getByRole('menuitem', { name: 'Release' }).waitFor()
      await examine(page, 'menu of a promise beside')
      await page.keyboard.press('Escape')

      await page.getByRole('button', { name: 'Why? We answer' }).first().click()
      await page.getByRole('rowheader', { name: 'Set by' }).waitFor()
      await page.getByRole('link', { name: 'Charter, version 1' }).waitFor()
      await examine(page, 'why this time', { dark: true })
      await page.keyboard.press('Escape')

      await page.getByRole('button', { name: 'Move with the customer' }).click()
      await page.getByRole('button', { name: 'Ask the customer' }).click()
      await page.getByText('Give the customer a reason they can read.').waitFor()
      await page.getByLabel('Reason, in words for the customer').fill('The part comes tomorrow morning.')
      await page.locator('input[name=offer]').first().check()
      await examine(page, 'move dialog', { dark: true })
      await stage.desk.kept.database.run(sql`update offers set expires_at = ${stage.desk.clock.now()}`)
      await page.getByRole('button', { name: 'Ask the customer' }).click()
      await page.locator('[role=alert]:focus', { hasText: 'can no longer be chosen' }).waitFor()
      expect(await page.getByLabel('Reason, in words for the customer').inputValue()).toBe('The part comes tomorrow morning.')
      await page.locator('input[name=offer]').first().check()
      await page.getByRole('button', { name: 'Ask the customer' }).click()
      await page.getByText('The old time stands until they agree to').waitFor()
      expect(await page.locator('[data-region=promise]').innerText()).toContain('14:00')
      await examine(page, 'case with a request and a promise beside', { dark: true })
      await page.getByRole('button', { name: 'Withdraw the request' }).click()
      await page.getByText('The old time stands until they agree to').waitFor({ state: 'detached' })

      await page.getByRole('button', { name: 'Stop the clock' }).click()
      await page.getByLabel('What we wait for').fill('A photo of the plug')
      await page.getByRole('button', { name: 'Stop the clock and tell' }).click()
      await page.getByText('Waiting for customer').first().waitFor()
      await page.getByRole('button', { name: 'Start the clock' }).click()
      await page.getByText('Clock runs again').first().waitFor()
    }),
  )

  test(
    'a lead overbooks with a reason; an agent is told who could',
    onStage(async (stage) => {
      const agent = await caseOf(stage, 'Olena')
      await askFor(agent, '12:15')
      await agent.getByText('A lead can decide').waitFor()
      await examine(agent, 'why not at', { dark: true })

      const lead = await openPage(stage.url)
      await signIn(lead, 'Ieva', { to: 'cases/K-1001' })
      await askFor(lead, '12:15')
      await lead.getByLabel('Why it is promised all the same').fill('Their train leaves at one.')
      await examine(lead, 'overbook')
      await lead.getByRole('button', { name: 'Overbook as a decision' }).click()
      await lead.getByText('We answer by 12:15.').first().waitFor()
      await lead.getByText("A lead's decision").waitFor()
      await examine(lead, 'overbooked')
    }),
  )
})

async function caseOf(stage: Stage, name: string): Promise<Page> {
  await stage.mail({ from: 'rider@post.example', name: 'Rita Rider', ...needs.en })
  const page = await openPage(stage.url)
  await stage.mailTo('rider@post.example')
  await signIn(page, name, { to: 'cases/K-1001' })
  await page.getByRole('button', { name: 'Answer now' }).waitFor()
  return page
}

async function askFor(page: Page, time: string): Promise<void> {
  await page.getByRole('button', { name: 'Answer now' }).waitFor()
  await page.keyboard.press('p')
  await page.getByRole('menuitem', { name: 'Why not at' }).click()
  await page.getByLabel('Time (').fill(time)
  await page.getByRole('button', { name: 'Can we keep it?' }).click()
  await page.getByText('is not offered').waitFor()
}

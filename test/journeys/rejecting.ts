import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { examine, openPage } from './browser.ts'
import { signIn } from './desk.ts'
import { needs, onStage, pathIn, type Stage } from './stage.ts'

describe('an answer that does not help', () => {
  test(
    'answered, rejected, the case goes on, answered again, accepted',
    onStage(async (stage) => {
      const from = 'again@post.example'
      await stage.mail({ from, name: 'Ada', ...needs.en })
      const receipt = await stage.mailTo(from)
      const agent = await openPage(stage.url)
      await signIn(agent, 'Olena', { to: 'cases/K-1001' })
      await answer(agent, stage, 'Please try another socket.')
      const page = await openPage(stage.url, { size: 'narrow' })
      await page.goto(pathIn(receipt))
      await page.getByText('No, it is not solved').click()
      await page.getByLabel('What is still missing?').fill('Three sockets, and it still blinks.')
      await examine(page, 'rejecting')
      await page.getByRole('button', { name: 'Not solved – go on' }).click()
      await page.getByText('Understood: it is not solved.').waitFor()
      await examine(page, 'case rejected')
      await agent.getByText('Three sockets, and it still blinks.').first().waitFor()
      await examine(agent, 'rejected at the desk')
      await answer(agent, stage, 'Then we change the charger.')
      await page.getByRole('heading', { name: 'Is it solved?' }).waitFor()
      await page.getByRole('button', { name: 'Yes, it is solved' }).click()
      await page.getByText('The case is closed as solved.').waitFor()
      await agent.getByText('Accepted by the customer').first().waitFor()
      await examine(agent, 'accepted at the desk')
      const rows = await stage.desk.kept.database.many<{ state: string }>({
        text: 'select state from promises order by agreed_at',
        values: [],
      })
      expect(
        rows.map(({ state }) => state).every((state) => state === 'kept'),
        JSON.stringify(rows),
      ).toBe(true)
    }),
  )
})

async function answer(agent: Page, stage: Stage, words: string): Promise<void> {
  await agent.getByLabel('Your answer to the customer').fill(words)
  await agent.getByRole('button', { name: /^Send answer/ }).click()
  await agent.getByText(/^Goes out in/).waitFor()
  await stage.desk.pass({ seconds: 11 })
  await agent.getByText(/^Goes out in/).waitFor({ state: 'detached' })
}

import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { examine, openPage } from './browser.ts'
import { chooseWritten } from './customer.ts'
import { signIn } from './desk.ts'
import { needs, onStage, pathIn, type Stage } from './stage.ts'

describe('from a mail to a rating', () => {
  test(
    'mail in, receipt, choice, answer by keyboard with one undo, accepted, rated',
    onStage(async (stage) => {
      const from = 'nora@post.example'
      await stage.mail({ from, name: 'Nora Quinn', ...needs.en })
      const receipt = await stage.mailTo(from)
      expect(receipt.text).toMatch(/We answer you by/)
      expect(receipt.subject + receipt.text).not.toContain('battery')

      const customer = await openPage(stage.url, { size: 'narrow' })
      await customer.goto(pathIn(receipt))
      await examine(customer, 'case by default', { dark: true })
      await chooseWritten(customer)
      await customer.getByText('You have our promise.').waitFor()
      await examine(customer, 'case with a chosen promise')
      expect((await stage.mailTo(from, 1)).subject).toContain('We answer by')

      const agent = await openPage(stage.url)
      await signIn(agent, 'Tomas', { look: true, to: 'inbox/unclaimed' })
      await answerByKeys(agent, stage)
      await stage.mailTo(from, 2)

      await customer.getByRole('heading', { name: 'Is it solved?' }).waitFor()
      // The answer comes before the decision it asks for, also on a page that was open all the time.
      await customer.locator('[data-fresh=thread] ~ [data-fresh=decision]').waitFor()
      expect(await customer.getByText('You have our promise.').count()).toBe(0)
      await examine(customer, 'case answered', { dark: true })
      await customer.getByRole('button', { name: 'Yes, it is solved' }).click()
      await customer.getByText('Thank you. The case is closed as solved.').waitFor()
      await examine(customer, 'case accepted')
      await rate(customer)
      await agent.getByText('5 of 5').waitFor()
      expect(await stage.kindsTo(from)).toEqual(['acknowledgement', 'chosen', 'answer'])
      await agent.goto('/mailbox')
      await examine(agent, 'mailbox')
    }),
  )
})

/** Everything the agent does is done with keys: open, claim, write, send, take back, send again. */
async function answerByKeys(agent: Page, stage: Stage): Promise<void> {
  const { keyboard } = agent
  await agent.locator('[data-case]').first().waitFor()
  await examine(agent, 'inbox', { dark: true })
  await keyboard.press('j')
  await keyboard.press('Enter')
  await agent.getByText('has not charged since Monday').first().waitFor()
  await examine(agent, 'case at the desk', { dark: true })
  await keyboard.press('i')
  await agent.getByText('is yours now').first().waitFor()
  await keyboard.press('r')
  await agent.locator('textarea:focus').waitFor()
  await keyboard.type('Bring it in; we change the charger while you wait.')
  await agent.getByText('Draft saved').waitFor()
  await keyboard.press('Control+Enter')
  await agent.getByText('Answer goes out in 10 seconds').waitFor()
  await examine(agent, 'answer going out')
  await keyboard.press('Escape')
  await keyboard.press('z')
  await agent.locator('textarea:focus', { hasText: 'we change the charger' }).waitFor()
  await keyboard.type(' Any time before six.')
  await keyboard.press('Control+Enter')
  await agent.locator('article, li, div').getByText('while you wait. Any time before six.').first().waitFor()
  await agent.locator('textarea').getByText('Any time').waitFor({ state: 'detached' })
  await stage.desk.pass({ seconds: 11 })
  await agent.getByText('Answered').first().waitFor()
}

async function rate(customer: Page): Promise<void> {
  await customer.getByRole('link', { name: 'Say how it was' }).click()
  await customer.getByRole('heading', { name: 'Did we do what we promised?' }).waitFor()
  await examine(customer, 'rate')
  await customer.locator('label.score').nth(4).click()
  await customer.getByLabel('Anything you want to tell us?').fill('Quick and clear.')
  await customer.getByRole('button', { name: 'Send' }).click()
  await customer.getByRole('heading', { name: 'Thank you' }).waitFor()
  await examine(customer, 'rated')
}

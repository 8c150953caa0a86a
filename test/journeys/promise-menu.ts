import { describe, expect, test } from 'vitest'
import { examine, openPage } from './browser.ts'
import { signIn } from './desk.ts'
import { needs, onStage } from './stage.ts'

describe('the promise menu', () => {
  test(
    'a manager makes the answer slower, sees what it would promise, and the next customer is offered it; two who save are asked',
    onStage(async (stage) => {
      const page = await openPage(stage.url)
      await signIn(page, 'Rasa', { to: 'settings/promises' })
      await page.getByRole('heading', { name: 'Promise menu' }).waitFor()
      await examine(page, 'promise menu page', { dark: true })
      await page.getByRole('link', { name: 'Written answer' }).first().click()
      const time = page.getByLabel('Answered within')
      await time.fill('soon')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Write a length such as').waitFor()
      await time.fill('3 h')
      await page.locator('aside').getByText('We answer you by 15:00.').waitFor()
      await examine(page, 'entry of the menu', { dark: true })

      const other = await openPage(stage.url)
      await signIn(other, 'Daiva', { to: 'settings/promises' })
      await other.getByRole('link', { name: 'Written answer' }).first().click()
      await other.getByLabel('To be kept for').fill('80')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Written answer saved').first().waitFor()
      await other.getByRole('button', { name: 'Save', exact: true }).click()
      await other.getByText('Somebody else changed this while you typed').waitFor()
      expect(await other.getByRole('alert').innerText()).toContain('3 h, 90 %')
      await examine(other, 'entry changed meanwhile')
      await other.getByRole('button', { name: 'Take theirs' }).click()
      expect(await other.getByLabel('Answered within').inputValue()).toBe('3 h')

      await other.getByLabel('To be kept for').fill('70')
      await other.getByRole('link', { name: 'Promise menu' }).last().click()
      await other.getByRole('heading', { name: 'Leave without saving?' }).waitFor()
      await examine(other, 'unsaved entry')
      await other.getByRole('button', { name: 'Leave without saving' }).click()

      await other.getByRole('link', { name: 'New entry' }).click()
      await other.getByLabel('Name').fill('Quick call')
      await other.getByLabel('What is promised').selectOption('call')
      await other.getByLabel('First call from').fill('30 min')
      await other.getByLabel('Window').fill('15 min')
      await other.getByRole('button', { name: 'Add to the menu' }).click()
      await other.getByRole('link', { name: 'Quick call' }).waitFor()
      await other.getByLabel('Billing').fill('7')
      await other.getByRole('button', { name: 'Save: Billing' }).click()
      await other.getByText('Billing: saved').first().waitFor()

      await stage.mail({ from: 'slow@post.example', ...needs.en })
      expect((await stage.mailTo('slow@post.example')).text).toContain('15:00')
      const agent = await openPage(stage.url, { size: 'narrow' })
      await signIn(agent, 'Tomas', { to: 'settings/promises' })
      await agent.getByText('You can read the menu').waitFor()
      await examine(agent, 'promise menu to read')
      await agent.goto('/desk/record')
      await agent.getByText('Numbers appear after 20 promises').waitFor()
      await examine(agent, 'record without numbers', { dark: true })
    }),
  )
})

import { describe, expect, test } from 'vitest'
import { examine, openPage } from './browser.ts'
import { chooseWritten } from './customer.ts'
import { signIn } from './desk.ts'
import { needs, onStage, pathIn } from './stage.ts'

describe('moving a promise', () => {
  test(
    'the customer moves it before it is due: the old time stays to be seen, one mail tells both',
    onStage(async (stage) => {
      const from = 'mover@post.example'
      await stage.mail({ from, ...needs.en })
      const page = await openPage(stage.url)
      await page.goto(pathIn(await stage.mailTo(from)))
      await chooseWritten(page)
      await page.getByText('You have our promise.').waitFor()
      await stage.mailTo(from, 1)
      await stage.desk.pass({ minutes: 20 })
      await page.getByRole('link', { name: 'Change this promise' }).click()
      await page.getByRole('heading', { name: 'Change this promise' }).waitFor()
      const refresh = page.getByRole('button', { name: 'Show free times' })
      if (await refresh.isVisible()) await refresh.click()
      await examine(page, 'change the promise', { dark: true })
      await page.getByLabel('Why the change?').fill('I am on a train until three.')
      await chooseWritten(page, { button: 'Change to this' })
      await page.getByText('Your promise has a new time.').waitFor()
      expect(await page.locator('.moved-from del').innerText()).toContain('14:00')
      await examine(page, 'case moved')
      const told = await stage.mailTo(from, 2)
      expect(told.subject).toContain('New time')
      expect(told.text).toContain('14:00')

      const agent = await openPage(stage.url)
      await signIn(agent, 'Olena', { to: 'cases/K-1001' })
      await agent.getByText('moved once').first().waitFor()
      await agent.getByText('I am on a train until three.').first().waitFor()
      await examine(agent, 'moved promise at the desk')
      expect(await stage.kindsTo(from)).toEqual(['acknowledgement', 'chosen', 'moved'])
    }),
  )
})

import { describe, expect, test } from 'vitest'
import { examine, examineStill, openPage } from './browser.ts'
import { signIn } from './desk.ts'
import { onStage } from './stage.ts'

describe('the charter', () => {
  test(
    'a manager calls sooner, sees what the charter does not say yet, publishes it with why; a customer reads it on a phone and is promised under it',
    onStage(async (stage) => {
      const page = await openPage(stage.url)
      await signIn(page, 'Rasa', { to: 'settings/charter' })
      await page.getByText('The charter says what the menu says.').waitFor()
      await examine(page, 'charter settings', { dark: true })
      await page.getByRole('link', { name: 'Promise menu' }).click()
      await page.getByRole('link', { name: 'Call' }).first().click()
      await page.getByLabel('First call from').fill('30 min')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('What we offer differs from the charter in 1 point.').waitFor()
      await page.getByRole('link', { name: 'See and publish' }).click()
      await page.getByText('Call: from 1 hour to 30 minutes').waitFor()

      await page.getByRole('button', { name: /^Lietuvių/ }).click()
      await page.getByLabel('Who else customers can turn to').fill('VVTAT, Vilniaus g. 25')
      await page.getByRole('button', { name: /^English 1 missing/ }).waitFor()
      await page.getByRole('link', { name: 'Promise menu' }).click()
      await page.getByRole('heading', { name: 'Leave without saving?' }).waitFor()
      await page.getByRole('button', { name: 'Keep editing' }).click()
      await page.getByRole('button', { name: 'Save texts' }).click()
      await page.getByText('Text changed: Who else you can turn to').waitFor()
      await examine(page, 'charter differs', { dark: true })

      const other = await openPage(stage.url)
      await signIn(other, 'Daiva', { to: 'settings/charter' })
      await other.getByRole('button', { name: 'Publish these changes' }).click()
      await page.getByRole('button', { name: 'Publish these changes' }).click()
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.getByText('Say in one sentence why it changes.').waitFor()
      await page.getByLabel('Why it changes').fill('An hour was longer than you wanted to wait.')
      await page.getByLabel('How many customers asked').fill('14')
      await examine(page, 'publish the charter', { dark: true })
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.getByText('Charter published: version 2').first().waitFor()
      await page.getByText('14 customers asked for it.').waitFor()

      await other.getByLabel('Why it changes').fill('Sooner.')
      await other.getByRole('button', { name: 'Publish', exact: true }).click()
      await other.getByText('The charter or the menu changed since you read it').waitFor()
      await examine(other, 'charter changed meanwhile')

      const customer = await openPage(stage.url, { size: 'narrow', scripts: false })
      await customer.goto('/')
      await customer.getByRole('link', { name: 'What you can expect' }).click()
      await customer.getByText('We call you at a time you choose, 30 minutes from now at the soonest').first().waitFor()
      await customer.getByText('14 of you asked for it.').waitFor()
      await customer.getByText('So far only in this language: Lithuanian.').waitFor()
      await examineStill(customer, 'charter on a phone')
      await customer
        .getByRole('link', { name: /^Conditions and record/ })
        .first()
        .click()
      await customer.getByText('New – no record yet.').waitFor()
      await examineStill(customer, 'entry of the charter')
      await customer.goto('/charter/versions/1')
      await customer.getByText('This is an older version.').waitFor()

      await customer.goto('/')
      await customer.getByLabel('What do you need?').fill('The bell of my bicycle does not ring.')
      await customer.getByRole('button', { name: 'Continue' }).click()
      await customer.locator('label.offer', { hasText: 'By e-mail' }).first().click()
      await customer.getByRole('button', { name: 'Continue' }).click()
      await customer.getByLabel('E-mail').fill('bell@post.example')
      await customer.getByRole('button', { name: 'Give me this promise' }).click()
      await customer.getByRole('link', { name: 'Charter, version 2' }).first().click()
      await customer.getByRole('heading', { name: 'What you can expect' }).waitFor()

      // Read by the browser's own parser, which forgives nothing.
      const feed = await page.evaluate<string>(`fetch('/charter.atom').then((answer) => answer.text()).then((text) => {
        const read = new DOMParser().parseFromString(text, 'application/xml')
        return read.querySelector('parsererror')?.textContent ?? [...read.querySelectorAll('entry > title')].map(({ textContent }) => textContent).join('; ')
      })`)
      expect(feed).toBe('Charter, version 2; Charter, version 1')

      const agent = await openPage(stage.url, { size: 'narrow' })
      await signIn(agent, 'Tomas', { to: 'settings/charter' })
      await agent.getByText('You can read the charter. Daiva Urbonienė or Rasa Balčiūnaitė can publish it.').waitFor()
      expect(await agent.getByRole('textbox').count()).toBeLessThanOrEqual(1)
      await examine(agent, 'charter to read')
    }),
  )
})

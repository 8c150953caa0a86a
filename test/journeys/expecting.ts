import { describe, expect, test } from 'vitest'
import { answerCase } from '#cases'
import { changeCustomer } from '#customers'
import { system } from '#platform/context.ts'
import { examine, openPage } from './browser.ts'
import { signIn } from './desk.ts'
import { onStage, pathIn } from './stage.ts'

describe('what a customer expects', () => {
  test(
    'a corporate contact says it, sees the gap, changes it, takes the answer and says whether they got it; a manager reads the sums',
    onStage(async (stage) => {
      const { desk } = stage
      const { id: giedreId = '', email: giedre = '' } = desk.cast.customers['giedre'] ?? {}
      await desk.change(system, (ctx) => changeCustomer(ctx, giedreId, { language: 'en' }))
      const page = await openPage(stage.url, { size: 'narrow' })
      await page.goto('/')
      await page.locator('#field-need').fill('Four of our city bicycles have flat tyres.')
      await page.getByLabel('What result do you expect?').fill('All four ride again')
      await page.getByLabel('By when?').fill('today at 12:30')
      await page.getByLabel('In writing').check()
      await examine(page, 'start with an expectation', { dark: true })
      await page.getByRole('button', { name: 'Continue' }).click()
      const told = page.getByRole('region', { name: 'What you expect, and what we can do' })
      await told.waitFor()
      expect(await told.innerText()).toMatch(
        /You expect: All four ride again\s+You expect a written answer by 12:30\. At the soonest we answer in writing by 14:00\. That is later than you expect, by 1 hour 30 minutes\./,
      )
      await examine(page, 'gap at choosing', { dark: true })
      await page.locator('label.offer', { hasText: 'We answer you' }).first().click()
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByLabel('E-mail').first().fill(giedre)
      await page.getByRole('button', { name: 'Give me this promise' }).click()
      await page.getByText('You have our promise').first().waitFor()

      await page.goto(pathIn(await stage.mailTo(giedre)))
      await page.getByText('Change what you expect').click()
      await page.getByLabel('By when?').fill('when it suits you')
      await page.getByRole('button', { name: 'Write it down' }).click()
      await page.getByText('We could not read a time in “when it suits you”.').waitFor()
      await page.getByText('Change what you expect').click()
      await page.getByLabel('By when?').fill('in one hour')
      await page.getByRole('button', { name: 'Write it down' }).click()
      await page.getByText('You expect a written answer by').waitFor()
      await examine(page, 'case with an expectation', { dark: true })

      const { id } = await desk.kept.database.one<{ id: string }>({ text: 'select id from cases', values: [] })
      desk.clock.forward({ minutes: 90 })
      await desk.change(desk.cast.staff.rasa, (ctx) => answerCase(ctx, { caseId: id, text: 'All four ride again.', undoSeconds: 0 }))
      await page.reload()
      await page.getByRole('link', { name: 'Close my case' }).click()
      await page.getByLabel('It is solved').check()
      await page.getByRole('button', { name: 'Confirm' }).click()
      await page.getByText('You asked for this. Is it what you got?').waitFor()
      await page.locator('.score', { hasText: '4' }).click()
      await page.getByLabel('Exactly').check()
      await examine(page, 'rating with what was asked for')
      await page.getByRole('button', { name: 'Send' }).click()
      await page.getByText('Thank you').first().waitFor()

      const manager = await openPage(stage.url)
      await signIn(manager, 'Rasa', { to: 'expectations' })
      await manager.getByRole('link', { name: 'Organisation', exact: true }).click()
      const row = manager.getByRole('row', { name: /Miesto dviračiai/ })
      await row.waitFor()
      expect(await row.innerText()).toMatch(/1\s+0 of 1\s+median gap.*\s+0 of 1\s+median gap 3\d min\s+1 of 1/s)
      await examine(manager, 'expectations', { dark: true })
    }),
  )
})

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { examine, openPage } from './browser.ts'
import { signIn } from './desk.ts'
import { needs, onStage } from './stage.ts'

describe('two people on one case', () => {
  test(
    'in one team: a race for it has one winner and the other is told who; the second answer asks first',
    onStage(async (stage) => {
      await stage.mail({ from: 'race@post.example', ...needs.en })
      await stage.mailTo('race@post.example')
      const [tomas, olena] = await Promise.all([openPage(stage.url), openPage(stage.url)])
      await Promise.all([signIn(tomas, 'Tomas', { to: 'cases/K-1001' }), signIn(olena, 'Olena', { to: 'cases/K-1001' })])
      for (const page of [tomas, olena]) await page.getByRole('button', { name: 'Answer now' }).waitFor()
      await Promise.all([tomas.keyboard.press('i'), olena.keyboard.press('i')])
      const lost = /has just claimed this case/
      const loser = await first([tomas, olena], (page) => page.getByText(lost).waitFor())
      const winner = loser === tomas ? olena : tomas
      await loser.getByText(`${winner === tomas ? 'Tomas Kazlauskas' : 'Olena Shevchuk'} has just claimed this case`).waitFor()
      await winner.getByText('is yours now').first().waitFor()
      await examine(loser, 'claimed by another')

      await Promise.all(
        [tomas, olena].map((page) =>
          page.getByLabel('Your answer to the customer').fill(`An answer of ${page === tomas ? 'Tomas' : 'Olena'}.`),
        ),
      )
      await Promise.all([tomas, olena].map((page) => page.getByText('Draft saved').waitFor()))
      await Promise.all([tomas, olena].map((page) => page.keyboard.press('Control+Enter')))
      const second = await first([tomas, olena], (page) => page.getByText('wrote while you were writing').waitFor())
      const other = second === tomas ? 'Olena' : 'Tomas'
      await second.getByRole('dialog').getByText(`An answer of ${other}.`).waitFor()
      await examine(second, 'answered meanwhile')
      await second.getByRole('button', { name: 'Go on writing' }).click()
      expect(await second.getByLabel('Your answer to the customer').inputValue()).toContain('An answer of')
      await stage.desk.pass({ seconds: 11 })
      expect((await stage.kindsTo('race@post.example')).filter((kind) => kind === 'answer')).toHaveLength(1)
    }),
  )

  test(
    'in two teams: handed over, seen by the other within two seconds, changes arrive by themselves',
    onStage(async (stage) => {
      await stage.mail({ from: 'both@post.example', ...needs.en })
      await stage.mailTo('both@post.example')
      const [front, workshop] = await Promise.all([openPage(stage.url), openPage(stage.url)])
      await Promise.all([signIn(front, 'Tomas', { to: 'cases/K-1001' }), signIn(workshop, 'Mantas')])
      await workshop.goto('/desk/cases/K-1001')
      await workshop.locator('main').getByText(/not/i).first().waitFor()
      await examine(workshop, 'a case of another team')
      await workshop.goto('/desk/inbox/mine')
      await front.getByRole('button', { name: 'Answer now' }).waitFor()
      await front.keyboard.press('a')
      await front.getByLabel('Name of a person or queue').fill('manta')
      await examine(front, 'hand over')
      await front.keyboard.press('Enter')
      await front.getByText('Handed over to Mantas Jonaitis').first().waitFor()
      const row = workshop.locator('[data-case]').first()
      await row.waitFor()
      await row.click()
      await workshop.getByRole('button', { name: 'Answer now' }).waitFor()
      const began = performance.now()
      await front.getByText('Mantas Jonaitis is looking at this case.').waitFor()
      expect(performance.now() - began).toBeLessThan(2_000)
      await examine(front, 'somebody else is here')
      await workshop.keyboard.press('n')
      await workshop.getByLabel('Your note for the team').fill('The charger is in stock.')
      await front.getByText('Mantas Jonaitis is writing.').waitFor()
      await workshop.keyboard.press('Control+Enter')
      await front.getByText('The charger is in stock.').first().waitFor()
      await front.getByText('Mantas Jonaitis is looking at this case.').waitFor()
      await examine(front, 'a note arrived')
    }),
  )
})

/** The page on which something happens first. */
const first = (pages: Page[], happens: (page: Page) => Promise<unknown>): Promise<Page> =>
  Promise.any(pages.map(async (page) => (await happens(page), page)))

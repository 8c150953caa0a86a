import { describe, expect, test } from 'vitest'
import { languages, translator } from '#platform/i18n/index.ts'
import { examine, openPage } from './browser.ts'
import { needs, onStage, pathIn, type Stage } from './stage.ts'

describe('choosing nothing', () => {
  test(
    'the default promise runs, is due soon and late on the second, and five customers read it in five languages',
    onStage(async (stage) => {
      const { desk } = stage
      const from = (language: string) => `silent.${language}@post.example`
      for (const language of languages) await stage.mail({ from: from(language), ...needs[language] })
      const pages = await Promise.all(
        languages.map(async (language) => {
          const page = await openPage(stage.url, { size: 'narrow', locale: language })
          await page.goto(pathIn(await stage.mailTo(from(language))))
          return { page, t: translator(language), language }
        }),
      )
      const states = () =>
        desk.kept.database
          .many<{ state: string }>({ text: 'select distinct state from promises', values: [] })
          .then((rows) => rows.map(({ state }) => state))
      // Every case came a few milliseconds after the other: before the first of them, after the last.
      const { risk, due } = await edges(stage)
      const at = async (ms: number) => {
        desk.clock.set(new Date(ms))
        await desk.sweep()
        return states()
      }
      expect(await at(risk.first - 1_000)).toEqual(['agreed'])
      expect(await at(risk.last)).toEqual(['at_risk'])
      for (const { page, t, language } of pages) {
        await stage.mailTo(from(language), 1)
        await page.locator('[data-promise=at_risk]').getByText(t('state.at_risk')).first().waitFor()
      }
      if (pages[0]) await examine(pages[0].page, 'case at risk', { dark: true })
      expect(await at(due.first)).toEqual(['at_risk'])
      expect(await at(due.last + 1_000)).toEqual(['late'])
      for (const { page, t, language } of pages) {
        await stage.mailTo(from(language), 2)
        const card = page.locator('[data-promise=late]').first()
        const shown = async () => (await card.innerText()).replaceAll('\u00a0', ' ')
        await card.getByText(t('late.choice')).waitFor()
        expect(await shown(), language).toMatch(/14:00.*14:00/s)
        const next = (await shown()).match(/\d\d:\d\d/g) ?? []
        expect(next.length, `${language}: ${await shown()}`).toBeGreaterThanOrEqual(3)
        expect(await shown(), language).toContain(t('late.owner', { owner: 'Front' }))
        for (const choice of ['late.fine', 'late.another', 'late.lead'] as const) expect(await shown(), language).toContain(t(choice))
        await examine(page, `case late ${language}`)
        expect(await stage.kindsTo(from(language)), language).toEqual(['acknowledgement', 'at_risk', 'late'])
      }
      const english = pages[0]
      if (!english) return
      await english.page.getByRole('link', { name: english.t('late.lead') }).click()
      await english.page.getByRole('heading', { name: english.t('escalate.title') }).waitFor()
      await examine(english.page, 'speak to a lead')
      await english.page.goBack()
      await english.page.getByRole('button', { name: english.t('late.fine') }).click()
      await english.page.getByText(english.t('done.agreed')).waitFor()
      await examine(english.page, 'case with a new time agreed')
    }),
  )
})

interface Edges {
  risk: { first: number; last: number }
  due: { first: number; last: number }
}

/** When the first and the last of all promises come into danger (a quarter of their window is left) and fall due, in epoch milliseconds. */
async function edges({ desk }: Stage): Promise<Edges> {
  const rows = await desk.kept.database.many<{ agreedAt: Date; dueAt: Date }>({
    text: 'select agreed_at, due_at from promises',
    values: [],
  })
  const span = (instants: number[]) => ({ first: Math.min(...instants), last: Math.max(...instants) })
  return {
    risk: span(rows.map(({ agreedAt, dueAt }) => dueAt.getTime() - (dueAt.getTime() - agreedAt.getTime()) / 4)),
    due: span(rows.map(({ dueAt }) => dueAt.getTime())),
  }
}

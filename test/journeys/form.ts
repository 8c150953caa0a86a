import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Language } from '#contract/wire.ts'
import { sql } from '#platform/db/sql.ts'
import { languages, translator } from '#platform/i18n/index.ts'
import { examineStill, openPage } from './browser.ts'
import { needs, onStage } from './stage.ts'

describe('the form without scripts', () => {
  test.each(languages)(
    '%s: from need to receipt in four pages with three required fields at most; what was taken meanwhile comes back fresh',
    (language) =>
      onStage(async (stage) => {
        const page = await openPage(stage.url, { size: 'narrow', locale: language, scripts: false })
        const pages = await walk(page, language, async () => {
          // Somebody else takes the whole team while this visitor types.
          await stage.desk.kept.database.run(sql`update offers set held_until = null where held_until is not null`)
          await stage.desk.kept.database.run(sql`update capacities set answers_per_hour = 0.001`)
          return () => stage.desk.kept.database.run(sql`update capacities set answers_per_hour = 12`)
        })
        expect(pages).toBe(4)
        const cases = await stage.desk.kept.database.many<{ language: string }>(sql`select language from cases`)
        expect(cases).toEqual([{ language }])
      })(),
  )
})

/** From need to receipt; counts the pages a customer meets when nothing comes between, and the fields they must fill in. */
async function walk(page: Page, language: Language, takeAll: () => Promise<() => Promise<unknown>>): Promise<number> {
  const t = translator(language)
  const met = new Set<string>()
  const meet = async (name: string) => {
    met.add(new URL(page.url()).pathname)
    await examineStill(page, `${name} ${language}`)
    return page.locator('[required]').count()
  }
  await page.goto('/')
  let required = await meet('start')
  await page.getByLabel(t('start.title')).fill(needs[language].text)
  await page.getByRole('button', { name: t('form.continue'), exact: true }).click()
  await page.getByRole('heading', { name: t('choose.title') }).waitFor()
  required += 1 + (await meet('choose'))
  await page
    .locator('label.offer', { hasText: t('detail.written') })
    .first()
    .click()
  await page.getByRole('button', { name: t('form.continue'), exact: true }).click()
  await page.getByRole('heading', { name: t('contact.title') }).waitFor()
  required += await meet('contact')
  const address = `form.${language}@post.example`
  await page.getByLabel(t('contact.email')).first().fill(address)
  const giveBack = await takeAll()
  await page.getByRole('button', { name: t('contact.submit') }).click()
  await page.getByRole('heading', { name: t('choose.title') }).waitFor()
  await page.locator('.problem').waitFor()
  expect(await page.locator('main').innerText()).toContain(needs[language].text)
  await examineStill(page, `taken ${language}`)
  await giveBack()
  await chooseAfresh(page, language)
  expect(await page.getByLabel(t('contact.email')).first().inputValue()).toBe(address)
  await page.getByRole('button', { name: t('contact.submit') }).click()
  await page.getByRole('heading', { name: t('receipt.title') }).waitFor()
  await meet('receipt')
  expect(required, language).toBeLessThanOrEqual(3)
  return met.size
}

async function chooseAfresh(page: Page, language: Language): Promise<void> {
  const t = translator(language)
  await page.reload()
  const refresh = page.getByRole('button', { name: t('offers.refresh') })
  if (await refresh.isVisible()) await refresh.click()
  await page
    .locator('label.offer', { hasText: t('detail.written') })
    .first()
    .click()
  await page.getByRole('button', { name: t('form.continue'), exact: true }).click()
  await page.getByRole('heading', { name: t('contact.title') }).waitFor()
}

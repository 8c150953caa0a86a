import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { translator } from '#platform/i18n/index.ts'
import { examine, openPage } from './browser.ts'
import { signIn } from './desk.ts'
import { eventually, onStage, pathIn, type Stage } from './stage.ts'

const t = translator('lt')
const story =
  'Laba diena, vakar buvau pas jus procedūroje ir viskas buvo gerai. Šįryt po vaistų ištino lūpos ir negaliu kvėpuoti, esu namuose viena.'
const email = 'ruta.kvepuoja@pastas.example'

describe('an emergency', () => {
  test(
    'in Lithuanian by the form: first in an open inbox within a second, confirmed, help sent, and its time on the customer’s page',
    onStage(async (stage) => {
      const desk = await openPage(stage.url)
      await calmCases(stage)
      await signIn(desk, 'Tomas', { to: 'inbox/all' })
      await desk.locator('[data-case]').nth(2).waitFor()
      // A hand on the list holds its order; somebody in danger waits for no hand.
      await desk.locator('[data-case]').nth(1).hover()
      const customer = await openPage(stage.url, { size: 'narrow', locale: 'lt' })
      await upToContact(customer)
      await customer.getByLabel(t('contact.email')).first().fill(email)
      const pressedAt = performance.now()
      const seen = desk.locator('[data-case]').first().getByText('negaliu kvėpuoti').first().waitFor()
      await customer.getByRole('button', { name: t('contact.submit') }).click()
      await seen
      const tookMs = performance.now() - pressedAt
      console.log(`emergency: first in the inbox, with its words, ${Math.round(tookMs)} ms after it was sent`)
      // A second is what is aimed at and published; on a machine that does ten other things only tenfold fails.
      expect(tookMs).toBeLessThan(10_000)
      await customer.getByRole('heading', { name: t('receipt.title') }).waitFor()
      await examine(customer, 'receipt in an emergency', { dark: true })
      await atTheDesk(desk)
      await onTheirPage(stage, customer, desk)
    }),
  )
})

async function calmCases(stage: Stage): Promise<void> {
  for (const [nth, matter] of ['Bell', 'Saddle', 'Pedal'].entries())
    await stage.mail({
      from: `calm${nth}@post.example`,
      subject: matter,
      text: `My ${matter.toLowerCase()} is loose, I need help with it.`,
    })
}

/** From the need to the page that asks how they are reached; what to do stands on the way. */
async function upToContact(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByLabel(t('start.title')).fill(story)
  await page.getByRole('button', { name: t('form.continue'), exact: true }).click()
  await page.getByText(t('emergency.do.cannot_breathe')).waitFor()
  await examine(page, 'choose in an emergency', { dark: true })
  await page
    .locator('label.offer', { hasText: t('detail.written') })
    .first()
    .click()
  await page.getByRole('button', { name: t('form.continue'), exact: true }).click()
  await page.getByRole('heading', { name: t('contact.title') }).waitFor()
}

async function atTheDesk(desk: Page): Promise<void> {
  await desk.getByRole('heading', { name: 'Emergencies' }).waitFor()
  await examine(desk, 'inbox with an emergency', { dark: true })
  await desk.mouse.move(5, 700)
  await desk.keyboard.press('q')
  await desk.getByText('Raised because of:').waitFor()
  expect(await desk.locator('mark.trigger').allInnerTexts()).toContain('negaliu kvėpuoti')
  await desk.getByRole('button', { name: 'Confirm emergency' }).click()
  await desk.getByText('Confirmed by Tomas').waitFor()
  await examine(desk, 'emergency confirmed', { dark: true })
  await desk.getByRole('button', { name: 'Send help' }).first().click()
  await desk.getByLabel('Who or what comes').fill('Greitoji pagalba, du žmonės')
  await desk.getByText('20 min').click()
  await examine(desk, 'send help', { dark: true })
  await desk.getByRole('dialog').getByRole('button', { name: 'Send help' }).click()
  await desk.getByText('Help reaches them by').first().waitFor()
  await desk.getByLabel('Who or what comes').waitFor({ state: 'detached' })
  await examine(desk, 'help sent')
}

async function onTheirPage(stage: Stage, customer: Page, desk: Page): Promise<void> {
  const mail = await eventually(
    async () => (await stage.mailsTo(email)).find(({ text }) => text.includes('Greitoji pagalba')),
    'the mail that says who comes and when',
  )
  expect(mail.text).toMatch(/Pagalba atvyks iki \d\d:\d\d/)
  await customer.goto(pathIn(mail))
  await customer.getByText('Greitoji pagalba, du žmonės').waitFor()
  expect(await customer.locator('main').innerText()).toMatch(/Pagalba atvyks iki \d\d:\d\d/)
  await examine(customer, 'help on its way', { dark: true })
  await customer.getByRole('button', { name: t('help.here') }).click()
  await customer.getByText(t('done.helped')).waitFor()
  await desk.getByText('Help is there').waitFor({ state: 'detached' })
  await examine(customer, 'help came')
  await desk.getByRole('button', { name: 'It is over' }).click()
  await desk.getByText('Raised because of:').waitFor({ state: 'detached' })
}

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { answerCase, sendUpdate } from '#cases'
import { meetCustomer, proveAddress } from '#customers'
import { recordAbsence } from '#people'
import { askToMove, freshOffers, pausePromise, resumePromise, runningPromise } from '#promises'
import { system } from '#platform/context.ts'
import { translator } from '#platform/i18n/index.ts'
import { examine, openPage } from './browser.ts'
import { chooseWritten } from './customer.ts'
import { eventually, needs, onStage, pathIn, type Stage } from './stage.ts'

describe('renegotiating', () => {
  test(
    'two choose the only call there is: one has it, the other is told in place and chooses again',
    onStage(async (stage) => {
      const t = translator('tr')
      const people = ['birinci@posta.example', 'ikinci@posta.example']
      await stage.desk.change(system, async (ctx) => {
        for (const [nth, email] of people.entries()) {
          await meetCustomer(ctx, { email, language: 'tr', phone: `+90555000020${nth}` })
          await proveAddress(ctx, email, 'link')
        }
      })
      const pages: Page[] = []
      for (const from of people) {
        await stage.mail({ from, ...needs.tr })
        const page = await openPage(stage.url, { locale: 'tr', size: 'narrow' })
        await page.goto(pathIn(await stage.mailTo(from)))
        await page.locator('label.offer', { hasText: 'Sizi arayacağımız' }).first().click()
        pages.push(page)
      }
      const [winner, loser] = pages
      if (!winner || !loser) throw new Error('Two pages were opened')
      const give = (page: Page) =>
        page
          .getByRole('button', { name: t('contact.submit') })
          .first()
          .click()
      await give(winner)
      await winner.getByText(t('done.chosen')).waitFor()
      await give(loser)
      await loser.getByRole('alert').getByText(t('offers.taken')).waitFor()
      await loser.locator('.problem:focus').waitFor()
      await loser
        .getByText(/Bir seçim yapmazsanız/)
        .first()
        .waitFor()
      await examine(loser, 'a call taken meanwhile', { dark: true })
      await loser.locator('label.offer', { hasText: 'Sizi arayacağımız' }).first().click()
      await give(loser)
      await loser.getByText(t('done.chosen')).waitFor()
    }),
  )

  test(
    'we ask for a move: the old time stands until the customer agrees, and then stays to be seen',
    onStage(async (stage) => {
      const from = 'asked@post.example'
      const page = await onCase(stage, from)
      await chooseWritten(page)
      await page.getByText('You have our promise.').waitFor()
      await stage.desk.change(stage.desk.cast.staff.tomas, async (ctx) => {
        const { caseId, id: promiseId, dueAt } = await running(stage)
        const later = (await freshOffers(ctx, caseId)).find((offer) => offer.form === 'written' && offer.dueAt > dueAt)
        await askToMove(ctx, { promiseId, offerId: later?.id ?? '', reason: 'The workshop is still testing.' })
      })
      await page.getByText('Until you agree, 14:00 stands.').waitFor()
      await examine(page, 'a move asked for', { dark: true })
      const letter = await eventually(
        async () => (await stage.mailsTo(from)).find(({ subject }) => subject.startsWith('Do you agree')),
        'the letter',
      )
      expect(letter.text).toMatch(/^We ask to move this: new time .* \(now 14:00\)\./)
      await page.goto(pathIn(letter))
      await page.getByRole('button', { name: /^Agree to/ }).click()
      await page.getByText('The new time is agreed.').waitFor()
      expect(await page.locator('.moved-from del').innerText()).toContain('14:00')
      await page.getByText('Reason: The workshop is still testing.').waitFor()
    }),
  )

  test(
    'somebody falls ill: the customer hears that their promise is at risk before the clock would say so, and chooses anew',
    onStage(async (stage) => {
      const { desk } = stage
      const page = await onCase(stage, 'soon@post.example')
      await chooseWritten(page)
      await page.getByText('You have our promise.').waitFor()
      const { dueAt } = await running(stage)
      // As much is promised as three people can just write until then; two of them fall ill.
      await desk.kept.database.run({
        text: `insert into reservations (team_id, track, units, starts_at, ends_at, visit_id, until) values ($1, 'answer', 14, now(), $2::timestamptz - interval '10 minutes', 'stock', $2)`,
        values: [desk.cast.teams.front, dueAt],
      })
      for (const { id } of [desk.cast.staff.olena, desk.cast.staff.ieva])
        await desk.change(system, (ctx) => recordAbsence(ctx, { staffId: id, from: '2026-11-25', until: '2026-11-25', reason: 'ill' }))
      await page.locator('[data-promise=at_risk]').getByText('Due soon').first().waitFor()
      await examine(page, 'at risk because people are away', { dark: true })
      await page.getByRole('link', { name: 'Change this promise' }).click()
      await page.locator('label.offer', { hasText: 'We answer you by tomorrow' }).first().click()
      await page.getByRole('button', { name: 'Change to this' }).click()
      await page.locator('.moved-from del').waitFor()
      expect(await stage.kindsTo('soon@post.example')).toEqual(['acknowledgement', 'chosen', 'at_risk', 'moved'])
    }),
  )

  test(
    'the clock stops and goes on before the customer’s eyes',
    onStage(async (stage) => {
      const page = await onCase(stage, 'paused@post.example')
      const promiseId = (await running(stage)).id
      await stage.desk.change(stage.desk.cast.staff.tomas, (ctx) => pausePromise(ctx, { promiseId, for: 'a photo of the charger' }))
      await page.getByText('We wait for this from you: a photo of the charger.').waitFor()
      await examine(page, 'a stopped clock')
      await stage.desk.pass({ minutes: 30 })
      await stage.desk.change(stage.desk.cast.staff.tomas, (ctx) => resumePromise(ctx, promiseId))
      await page.locator('.promise-sentence', { hasText: 'If you choose nothing, we answer by 14:30.' }).waitFor()
      await page.getByText('Our clock runs again.').waitFor()
    }),
  )

  test(
    'the customer asks for a lead, and the lead’s answer keeps that promise',
    onStage(async (stage) => {
      const page = await onCase(stage, 'unhappy@post.example')
      await page.getByRole('link', { name: 'Not going well?' }).click()
      await page.getByText(/^A lead answers you by/).waitFor()
      await page.getByLabel('It takes too long').check()
      await page.getByRole('button', { name: 'Send to a lead' }).click()
      await page.getByRole('heading', { name: 'Also promised' }).waitFor()
      await page.locator('.promise-sentence', { hasText: 'If you choose nothing, we answer by 14:00.' }).waitFor()
      await examine(page, 'a lead’s answer promised', { dark: true })
      const { caseId } = await running(stage)
      stage.desk.clock.forward({ minutes: 5 })
      await stage.desk.change(stage.desk.cast.staff.ieva, (ctx) => answerCase(ctx, { caseId, text: 'I see to it myself.', undoSeconds: 0 }))
      await page.getByText('A lead answered in time.').waitFor()
      await page
        .locator('li[data-promise=kept]')
        .getByText(/^A lead answered at/)
        .waitFor()
    }),
  )

  test(
    'word of how it stands is asked for with one press, and an update keeps it',
    onStage(async (stage) => {
      const page = await onCase(stage, 'curious@post.example')
      const extra = page.locator('li.extra', { hasText: 'We tell you how it stands by' })
      await examine(page, 'what else can be asked for', { dark: true })
      await extra.getByRole('button', { name: 'Ask for word' }).click()
      await page.getByRole('heading', { name: 'Also promised' }).waitFor()
      const { caseId } = await running(stage)
      stage.desk.clock.forward({ minutes: 5 })
      await stage.desk.change(stage.desk.cast.staff.tomas, (ctx) =>
        sendUpdate(ctx, { caseId, text: 'The part is ordered.', undoSeconds: 0 }),
      )
      await page
        .locator('li[data-promise=kept]')
        .getByText(/^We told you at/)
        .waitFor()
      await page.locator('.promise-sentence', { hasText: 'If you choose nothing, we answer by 14:00.' }).waitFor()
    }),
  )
})

/** A customer on the page of the case their mail opened. */
async function onCase(stage: Stage, from: string): Promise<Page> {
  await stage.mail({ from, ...needs.en })
  const page = await openPage(stage.url, { size: 'narrow' })
  await page.goto(pathIn(await stage.mailTo(from)))
  return page
}

/** The answer that is promised on the one case of the stage. */
const running = (stage: Stage) =>
  stage.desk.look(system, async (ctx) => {
    const { id } = await stage.desk.kept.database.one<{ id: string }>({ text: 'select id from cases order by number limit 1', values: [] })
    const found = await runningPromise(ctx, id)
    if (!found) throw new Error('No answer is promised')
    return found
  })

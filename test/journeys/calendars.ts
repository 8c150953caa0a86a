import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { calendarOf, isWorking, presencesOf } from '#people'
import { system } from '#platform/context.ts'
import { examine, openPage } from './browser.ts'
import { signIn } from './desk.ts'
import { eventually, onStage, type Stage } from './stage.ts'

const friday = (clock: string) => Date.parse(`2026-11-27T${clock}:00+02:00`)
const works = (stage: Stage, clock: string) =>
  stage.desk.look(system, async (ctx) => isWorking(await calendarOf(ctx, stage.desk.cast.teams.front), friday(clock)))

describe('hours, shifts and absences', () => {
  test(
    'a manager ends Friday earlier, by keys, and sees it in the two weeks ahead',
    onStage(async (stage) => {
      const page = await openPage(stage.url)
      await signIn(page, 'Rasa')
      await page.keyboard.press('Escape')
      await page.locator('#main').focus()
      await page.keyboard.press('g')
      await page.keyboard.press('s')
      await page.getByRole('link', { name: 'Hours and holidays' }).click()
      await page.getByRole('heading', { name: 'Hours and holidays' }).waitFor()
      await page.getByText('Christmas Eve').waitFor()
      await examine(page, 'hours and holidays', { dark: true })
      const fridays = page.getByRole('listitem').filter({ hasText: 'Fri 27 Nov' })
      await fridays.getByText('09:00–18:00').waitFor()
      const until = page.getByLabel('Friday until', { exact: true })
      await until.fill('25')
      await until.blur()
      await page.getByText('Write the time like 17:30').waitFor()
      await examine(page, 'hours with a fault')
      await until.fill('15')
      await until.press('Tab')
      expect(await until.inputValue()).toBe('15:00')
      await fridays.getByText('09:00–15:00').waitFor()
      expect(await works(stage, '16:00')).toBe(true)
      await page.getByRole('link', { name: 'Shifts and absences' }).click()
      await page.getByRole('heading', { name: 'Leave without saving?' }).waitFor()
      await examine(page, 'unsaved hours')
      await page.getByRole('button', { name: 'Keep editing' }).click()
      await page.getByRole('button', { name: 'Save: The week' }).click()
      await page.getByText('Hours saved').first().waitFor()
      expect([await works(stage, '14:30'), await works(stage, '16:00')]).toEqual([true, false])
      await page.getByLabel('Christmas Eve, Thu 24 Dec').selectOption('open')
      await page.getByRole('button', { name: 'Save: Holidays and special days' }).click()
      const openOn = () =>
        stage.desk.look(system, async (ctx) =>
          isWorking(await calendarOf(ctx, stage.desk.cast.teams.front), Date.parse('2026-12-24T12:00:00+02:00')),
        )
      await eventually(openOn, 'work on Christmas Eve')
    }),
  )

  test(
    'two managers save at once: the second is told by whom, and both versions are there',
    onStage(async (stage) => {
      const [one, other] = [await openPage(stage.url), await openPage(stage.url)]
      await signIn(one, 'Rasa', { to: 'settings/hours' })
      await signIn(other, 'Daiva', { to: 'settings/hours' })
      await setMonday(one, '10:00')
      await setMonday(other, '08:00')
      await one.getByRole('button', { name: 'Save: The week' }).click()
      await one.getByText('Hours saved').first().waitFor()
      await other.getByRole('button', { name: 'Save: The week' }).click()
      await other.getByText('Rasa Balčiūnaitė changed this while you typed.').waitFor()
      await other.getByText('Saved now: Mon 10:00–18:00; Tue–Fri 09:00–18:00').waitFor()
      expect(await other.getByLabel('Monday from', { exact: true }).inputValue()).toBe('08:00')
      await examine(other, 'hours in conflict')
      await other.getByRole('button', { name: 'Save mine over it' }).click()
      await other.getByText('Hours saved').first().waitFor()
      await one.reload()
      await eventually(async () => (await one.getByLabel('Monday from', { exact: true }).inputValue()) === '08:00', 'the other hours')
    }),
  )

  test(
    'a manager adds hours in another zone, gives them to a team, takes them back and removes them',
    onStage(async (stage) => {
      const page = await openPage(stage.url)
      const { billing } = stage.desk.cast.teams
      const zone = () => stage.desk.look(system, async (ctx) => (await calendarOf(ctx, billing)).zone)
      await signIn(page, 'Rasa', { to: 'settings/hours' })
      await page.getByRole('button', { name: 'Add hours', exact: true }).click()
      const dialog = page.getByRole('dialog', { name: 'Add hours' })
      await dialog.getByRole('textbox', { name: 'Name' }).fill('Toronto')
      await dialog.getByRole('combobox').selectOption('America/Toronto')
      await examine(page, 'add hours')
      await dialog.getByRole('button', { name: 'Add these hours' }).click()
      await page.getByRole('link', { name: 'Toronto' }).waitFor()
      await page.getByText('Times in Toronto').waitFor()
      await page.getByRole('button', { name: 'Use these hours: Billing' }).click()
      await page.getByText('Billing works by Toronto now').first().waitFor()
      expect(await zone()).toBe('America/Toronto')
      await examine(page, 'two calendars')
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByRole('button', { name: 'Remove these hours' }).click()
      await page.getByText('Toronto removed').first().waitFor()
      await page.getByRole('link', { name: 'Toronto' }).waitFor({ state: 'detached' })
      expect(await zone()).toBe('Europe/Vilnius')
    }),
  )

  test(
    'a manager adds an absence and a single day, and sees who is there',
    onStage(async (stage) => {
      const page = await openPage(stage.url)
      const { teams, staff } = stage.desk.cast
      await signIn(page, 'Rasa', { to: `settings/shifts?team=${teams.front}` })
      await page.getByText('There now: 3 of 3').waitFor()
      await page.getByRole('button', { name: 'Add an absence' }).click()
      await page.getByLabel('Who').selectOption({ label: staff.tomas.name })
      await page.getByLabel('First day').fill('2026-11-25')
      await page.getByLabel('Last day').fill('2026-11-26')
      await page.getByLabel('Training').check()
      await examine(page, 'add an absence')
      await page.getByRole('button', { name: 'Add absence' }).click()
      await page.getByText('There now: 2 of 3').waitFor()
      await page.getByText('Wed 25 Nov to Thu 26 Nov').waitFor()
      await page
        .getByRole('button', { name: /Olena Shevchuk, Thursday 26 November 2026/ })
        .first()
        .click()
      await page.getByLabel('Not working').check()
      await page.getByLabel('Why (optional)').fill('Swap')
      await examine(page, 'single day')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Swap').first().waitFor()
      await examine(page, 'shifts', { dark: true })
      const thursday = Date.parse('2026-11-26T00:00:00+02:00')
      const there = await stage.desk.look(system, (ctx) =>
        presencesOf(ctx, { teamId: teams.front, fromMs: thursday, toMs: thursday + 86_400_000 }),
      )
      expect(there.filter(({ stretches }) => stretches.length > 0).map(({ name }) => name)).toEqual([staff.ieva.name])
      await page.getByRole('button', { name: `Take back: ${staff.tomas.name}` }).click()
      await page.getByText('There now: 3 of 3').waitFor()
    }),
  )

  test(
    'a lead gives a person a week of their own; an agent reads it and records an absence of their own',
    onStage(async (stage) => {
      const { teams, staff } = stage.desk.cast
      const lead = await openPage(stage.url)
      await signIn(lead, 'Ieva', { to: `settings/shifts?team=${teams.front}` })
      await lead
        .getByRole('button', { name: `Week and skills of ${staff.tomas.name}` })
        .first()
        .click()
      await lead.getByLabel('Has a week of their own').check()
      await lead.getByLabel('Monday from', { exact: true }).fill('12')
      await lead.getByLabel('Monday until', { exact: true }).fill('20')
      await examine(lead, 'a person’s week')
      await lead.keyboard.press('Escape')
      await lead.getByText('What you changed here is not saved.').waitFor()
      await lead.getByRole('button', { name: 'Keep editing' }).click()
      await lead.getByRole('button', { name: 'Save week and days' }).click()
      await lead.getByRole('row', { name: /Tomas/ }).getByText('12–20').waitFor()
      const agent = await openPage(stage.url, { size: 'narrow' })
      await signIn(agent, 'Tomas', { to: `settings/shifts?team=${teams.front}` })
      await agent.getByText('You record your own absences.').waitFor()
      await agent.getByRole('button', { name: 'Add my absence' }).click()
      await agent.getByRole('button', { name: 'Add absence' }).click()
      await agent.getByRole('button', { name: `Take back: ${staff.tomas.name}, Thu 26 Nov` }).waitFor()
      await agent.goto('/desk/settings/hours')
      await agent.getByText('Daiva Urbonienė or Rasa Balčiūnaitė can change it').waitFor()
      expect(await agent.getByLabel('Monday from', { exact: true }).isDisabled()).toBe(true)
      await examine(agent, 'hours of an agent')
    }),
  )
})

async function setMonday(page: Page, from: string): Promise<void> {
  const field = page.getByLabel('Monday from', { exact: true })
  await field.fill(from)
  await field.press('Tab')
}

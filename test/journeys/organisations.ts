import { describe, expect, test } from 'vitest'
import { acceptCase, answerCase } from '#cases'
import { addContact, addOrganisation, addProject, customerByAddress, openPortalSession, proveAddress } from '#customers'
import { rateCase } from '#feedback'
import { system } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { examine, openPage, paper } from './browser.ts'
import { signIn } from './desk.ts'
import { eventually, needs, onStage, type Stage } from './stage.ts'

describe('organisations', () => {
  test(
    'a contact reads what colleagues asked, adds to it, says what they prefer, and both sides read the review',
    onStage(async (stage) => {
      const organisationId = await company(stage)
      const page = await openPage(stage.url, { size: 'narrow' })
      await page.context().addCookies([{ name: 'kept_portal', value: await session(stage, 'giedre@nord.example'), url: stage.url }])
      for (const language of ['tr', 'uk']) {
        for (const path of ['/my', '/prefs', '/my/review']) {
          await page.goto(`${path}?lang=${language}`)
          await examine(page, `${language} ${path.replaceAll('/', ' ')}`, { dark: true })
        }
        await page.goto('/my')
        await page.getByRole('link', { name: needs.lt.subject }).click()
        await page.locator('.tracker').waitFor()
        await examine(page, `${language} a case of a colleague`, { dark: true })
      }
      await page.goto('/my?lang=en')
      await page.getByText('Ieva Petrauskienė stands behind your company here.').waitFor()
      await examine(page, 'my organisation', { dark: true })
      await page.getByRole('link', { name: 'Couriers' }).click()
      await page.getByRole('link', { name: needs.uk.subject }).waitFor()
      expect(await page.getByRole('link', { name: needs.lt.subject }).count()).toBe(0)
      await page.getByRole('link', { name: needs.uk.subject }).click()
      await page.getByText('Jonas asked this.').waitFor()
      await examine(page, 'a case of a colleague', { dark: true })
      await page.getByLabel('Your message').fill('It stands in the yard.')
      await page.getByRole('button', { name: 'Send message' }).click()
      await page.getByText('Your message is with us.').waitFor()
      await page.getByRole('link', { name: 'Not going well?' }).click()
      await page.getByLabel('It takes too long').check()
      await page.getByRole('button', { name: 'Send to a lead' }).click()
      await page.getByText('A lead has it now.').waitFor()

      await page.goto('/prefs')
      await page.getByLabel('Quiet from').fill('22:00')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.locator('.problem').waitFor()
      await page.getByLabel('Quiet until').fill('07:00')
      await page.getByLabel('By a call').check()
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved.').waitFor()
      await examine(page, 'preferences', { dark: true })
      await page.goto('/my/review')
      await page.getByRole('heading', { name: 'Review: Nordic couriers' }).waitFor()
      await examine(page, 'my review', { dark: true })
      expect(await paper(page, 'my review')).toBeLessThanOrEqual(3)
      await page.goto('/')
      expect(await page.getByLabel('Project').count()).toBe(0)

      const desk = await openPage(stage.url)
      await signIn(desk, 'Rasa', { to: `organisations/${organisationId}/review` })
      await desk.getByRole('heading', { name: 'Nordic couriers: review' }).waitFor()
      await desk.getByText('5 of 5').waitFor()
      await examine(desk, 'review on the desk', { dark: true })
      expect(await paper(desk, 'review on the desk')).toBeLessThanOrEqual(2)
      await desk.getByRole('link', { name: 'Balance' }).click()
      await desk.getByText('Workshop asked Billing 2 times; of 2 promises 1 kept, 0 broken.').waitFor()
      await examine(desk, 'balance', { dark: true })
      await desk.getByRole('link', { name: '2 cases' }).click()
      await desk.getByText('Only cases of one organisation').waitFor()
      await desk.getByText(needs.lt.subject).first().waitFor()
      await examine(desk, 'cases between departments')
    }),
  )
})

/** A company with three contacts and two projects, and two departments that asked each other. */
async function company({ desk, mail }: Stage): Promise<string> {
  const { staff, teams } = desk.cast
  const organisationId = await desk.change(system, async (ctx) => {
    const id = await addOrganisation(ctx, { name: 'Nordic couriers', namedPersonId: staff.ieva.id })
    const projects = [await addProject(ctx, id, { name: 'Couriers' }), await addProject(ctx, id, { name: 'Sharing' })]
    const people = [
      ['giedre@nord.example', 'Giedrė', 'organisation', []],
      ['jonas@nord.example', 'Jonas', 'own', [projects[0] ?? '']],
      ['ruta@nord.example', 'Rūta', 'own', [projects[1] ?? '']],
    ] as const
    for (const [email, name, sees, projectIds] of people) {
      await addContact(ctx, id, { email, name, sees, signs: false, projectIds })
      await proveAddress(ctx, email, 'code')
    }
    await addOrganisation(ctx, { name: 'Workshop', kind: 'department', teamId: teams.workshop })
    await addOrganisation(ctx, { name: 'Billing', kind: 'department', teamId: teams.billing })
    return id
  })
  await mail({ from: 'jonas@nord.example', ...needs.uk })
  await mail({ from: 'ruta@nord.example', ...needs.lt })
  await mail({ from: 'giedre@nord.example', ...needs.en })
  await mail({ from: 'mantas@veloshop.example', to: 'billing@kept.example', ...needs.en })
  await mail({ from: 'mantas@veloshop.example', to: 'billing@kept.example', ...needs.lt })
  const cases = await eventually(async () => {
    const rows = await desk.kept.database.many<{ id: string; subject: string; email: string; customerId: string }>(
      sql`select c.id, c.subject, u.email, c.customer_id from cases c join customers u on u.id = c.customer_id order by c.id`,
    )
    return rows.length === 5 && rows
  }, 'five cases')
  const caseOf = (email: string) => cases.find((one) => one.email === email)
  for (const email of ['giedre@nord.example', 'mantas@veloshop.example']) {
    const it = caseOf(email)
    if (!it) throw new Error(`no case of ${email}`)
    await desk.change(staff.daiva, (ctx) => answerCase(ctx, { caseId: it.id, text: 'It is done.', undoSeconds: 0 }))
    const own = { kind: 'customer', id: it.customerId, caseId: it.id } as const
    await desk.change(own, (ctx) => acceptCase(ctx, it.id))
    await desk.change(own, (ctx) => rateCase(ctx, { caseId: it.id, score: 5, text: 'Quick and kind' }))
  }
  return organisationId
}

const session = ({ desk }: Stage, email: string): Promise<string> =>
  desk.change(system, async (ctx) => (await openPortalSession(ctx, (await customerByAddress(ctx, email))?.id ?? '')).token)

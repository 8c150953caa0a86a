import { describe, expect, test } from 'vitest'
import { addOrganisation } from '#customers'
import { addProduct, setPace } from '#value'
import { system } from '#platform/context.ts'
import { examine, openPage } from './browser.ts'
import { signIn } from './desk.ts'
import { needs, onStage } from './stage.ts'

describe('those who are served', () => {
  test(
    'a lead makes an organisation with a project and a contact; a case of theirs shows for whom it is, and its product is changed',
    onStage(async (stage) => {
      await stage.desk.change(system, async (ctx) => {
        await addProduct(ctx, { name: 'Bicycle' })
        const papers = await addProduct(ctx, { name: 'Invoice and papers', kind: 'service' })
        await setPace(ctx, papers, { pace: 'paperwork', because: 'A copy can wait.' })
      })
      const page = await openPage(stage.url)
      await signIn(page, 'Ieva', { to: 'organisations' })
      await page.getByRole('button', { name: 'New organisation' }).click()
      await page.getByRole('button', { name: 'Add organisation' }).click()
      await page.getByText('Give it a name.').waitFor()
      await examine(page, 'new organisation')
      await page.getByLabel('Name', { exact: true }).fill('Nords')
      await page.getByLabel('Who of us stands behind it').selectOption({ label: 'Tomas Kazlauskas' })
      await page.getByRole('button', { name: 'Add organisation' }).click()
      await page.getByRole('heading', { name: 'Nords' }).waitFor()
      await page.getByText('It has asked nothing yet').waitFor()

      await page.getByRole('button', { name: 'New project' }).click()
      await page.getByLabel('Name of the project').fill('Bridge')
      await page.getByRole('button', { name: 'Add project' }).click()
      await page.getByRole('button', { name: 'Change Bridge' }).waitFor()
      await page.getByRole('button', { name: 'New contact' }).click()
      await page.getByLabel('E-mail address').fill('acting@nords.example')
      await page.getByLabel('Name, if the address is new').fill('Ada Actor')
      await page.getByLabel('Sees all that was asked').check()
      await page.getByRole('checkbox', { name: 'Bridge' }).check()
      await page.getByLabel('Signs agreements for it').check()
      await examine(page, 'new contact')
      await page.getByRole('button', { name: 'Add contact' }).click()
      await page.getByRole('link', { name: 'Ada Actor' }).waitFor()

      await stage.mail({ from: 'acting@nords.example', ...needs.en })
      await page.goto('/desk/inbox/all')
      await page.getByText('Nords').first().waitFor()
      await page.getByRole('link', { name: needs.en.subject }).click()
      const panel = page.getByRole('complementary').last()
      await panel.getByRole('link', { name: 'Nords', exact: true }).waitFor()
      await panel.getByText('Bridge', { exact: false }).first().waitFor()
      await panel.getByText('Tomas Kazlauskas stands behind it').waitFor()
      await panel.getByRole('button', { name: 'Choose a product' }).click()
      await page.getByRole('searchbox', { name: 'Find: Product' }).fill('invoice')
      await examine(page, 'choose a product')
      await page.keyboard.press('Enter')
      await panel.getByRole('button', { name: 'Product: Invoice and papers. Change it' }).waitFor()
      await panel.getByText('Paperwork: last among what does not press yet').waitFor()

      await panel.getByRole('link', { name: 'Ada Actor' }).first().click()
      await page.getByRole('heading', { name: 'Ada Actor' }).waitFor()
      await page.getByText('Signs agreements').waitFor()
      await examine(page, 'customer', { dark: true })
      await page.getByRole('button', { name: 'Change' }).click()
      await page.getByLabel('Telephone').fill('soon')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Write the number with digits').waitFor()
      await page.getByLabel('Telephone').fill('+370 600 00 777')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByRole('link', { name: '+37060000777' }).waitFor()

      await page.goto('/desk/inbox/all')
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Organisation ...' }).click()
      await page.getByRole('searchbox', { name: 'Find: Organisation' }).fill('nor')
      await page.getByRole('button', { name: 'Nords' }).click()
      await page.getByRole('button', { name: 'Take off the filter Organisation: Nords' }).waitFor()
      expect(new URL(page.url()).searchParams.get('organisation')).toMatch(/^organisation_/)
      await page.getByText('paperwork last').waitFor()
      await examine(page, 'inbox of an organisation')
    }),
  )

  test(
    'two leads who save are asked; an agent reads who may change; a foreign customer is nobody; the pace of a product needs its reason',
    onStage(async (stage) => {
      await stage.desk.change(system, (ctx) => addProduct(ctx, { name: 'Bicycle' }))
      await stage.desk.change(stage.desk.cast.staff.ieva, (ctx) => addOrganisation(ctx, { name: 'Sudas' }))
      const [one, other] = [await openPage(stage.url), await openPage(stage.url)]
      for (const [page, name] of [
        [one, 'Ieva'],
        [other, 'Rasa'],
      ] as const) {
        await signIn(page, name, { to: 'organisations?q=sud' })
        await page.getByRole('link', { name: 'Sudas' }).click()
        await page.getByRole('button', { name: 'Change', exact: true }).click()
      }
      await one.getByLabel('Name').fill('Sudas and sons')
      await one.getByRole('button', { name: 'Save', exact: true }).click()
      await one.getByRole('heading', { name: 'Sudas and sons', exact: true }).waitFor()
      await other.getByLabel('Who of us stands behind it').selectOption({ label: 'Olena Shevchuk' })
      await other.getByRole('button', { name: 'Save', exact: true }).click()
      await other.getByText('Somebody else changed this while you typed').waitFor()
      expect(await other.getByRole('alert').innerText()).toContain('"Sudas and sons", behind it: Nobody by name')
      await examine(other, 'organisation changed meanwhile')
      await other.getByRole('button', { name: 'Save mine over it' }).click()
      await other.getByText('Olena Shevchuk stands behind it').waitFor()
      await examine(other, 'organisation', { dark: true })

      await other.goto('/desk/settings/products')
      await other.getByRole('button', { name: 'Pace of Bicycle' }).click()
      await other.getByLabel('Paperwork').check()
      await other.getByRole('button', { name: 'Save', exact: true }).click()
      await other.getByText('Say why, in a sentence.').waitFor()
      await other.getByLabel('Why').fill('They can wait.')
      await other.getByRole('button', { name: 'Save', exact: true }).click()
      await other.getByText('They can wait.').waitFor()
      await examine(other, 'products', { dark: true })

      const agent = await openPage(stage.url, { size: 'narrow' })
      await signIn(agent, 'Mantas', { to: `customers/${stage.desk.cast.customers['emma']?.id}` })
      await agent.getByText('Nobody here').waitFor()
      await agent.goto('/desk/customers')
      await agent.getByText('Nobody yet').waitFor()
      await examine(agent, 'customers without any')
      await agent.goto('/desk/organisations')
      await agent.getByText('You can read this.').waitFor()
      await agent.goto('/desk/settings/products')
      await agent.getByText('You can read this.').waitFor()
      await examine(agent, 'products to read')
    }),
  )
})

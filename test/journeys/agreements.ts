import { describe, expect, test } from 'vitest'
import { addContact, addOrganisation } from '#customers'
import { system } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { examine, openPage } from './browser.ts'
import { signIn } from './desk.ts'
import { eventually, needs, onStage, pathIn } from './stage.ts'

const from = 'jonas@nords.example'
const breach = 'You pay nothing for the month.'

describe('an agreement', () => {
  test(
    'a manager proposes, a contact signs on a phone, the next case is promised as agreed, and late shows what was agreed for that',
    onStage(async (stage) => {
      const organisationId = await stage.desk.change(system, (ctx) => addOrganisation(ctx, { name: 'Nords' }))
      const rights = { sees: 'organisation' as const, signs: true, projectIds: [] }
      await stage.desk.change(system, (ctx) => addContact(ctx, organisationId, { email: from, name: 'Jonas', ...rights }))

      const manager = await openPage(stage.url)
      await signIn(manager, 'Rasa', { to: 'agreements' })
      await manager.getByRole('heading', { name: 'Agreements', exact: true }).waitFor()
      await manager.getByRole('button', { name: 'Propose an agreement' }).click()
      await manager.getByRole('combobox', { name: /^Organisation/ }).selectOption({ label: 'Nords' })
      await manager.getByLabel('Written answer within').fill('soon')
      await manager.getByRole('button', { name: 'Sign and send' }).click()
      await manager.getByText('Write a working time of 5 minutes').waitFor()
      await manager.getByLabel('Written answer within').fill('1 h')
      await manager.getByLabel('What matters most').selectOption('result')
      await manager.getByLabel('If we break it').fill(breach)
      await examine(manager, 'propose an agreement', { dark: true })
      await manager.getByRole('button', { name: 'Sign and send' }).click()
      await manager.getByText('Version 1 waits for the customer’s signature').waitFor()
      await examine(manager, 'agreement proposed', { dark: true })

      const page = await openPage(stage.url, { size: 'narrow' })
      const proposed = await stage.mailTo(from)
      await page.goto(new URL(/https?:\/\/\S+\/my\/agreements\/\S+/.exec(proposed.text)?.[0] ?? '').pathname)
      await page.getByLabel('E-mail').fill(from)
      await page.getByRole('button', { name: 'Send code' }).click()
      await page.getByRole('heading', { name: 'Type the code' }).waitFor()
      await page.getByLabel('Six-digit code').fill(/\b\d{6}\b/.exec((await stage.mailTo(from, 1)).text)?.[0] ?? '')
      await page.getByRole('button', { name: 'Open my cases' }).click()
      await page.getByRole('link', { name: 'Your agreements' }).click()
      await page.getByRole('heading', { name: 'Agreements' }).waitFor()
      await examine(page, 'my agreements', { dark: true })
      await page.getByRole('link', { name: 'Nords' }).click()
      await page.getByText('A written answer within 1 hour').waitFor()
      await examine(page, 'agreement to sign', { dark: true })
      await page.getByRole('link', { name: 'Propose changes' }).click()
      await page.getByRole('heading', { name: 'Propose changes' }).waitFor()
      await examine(page, 'other terms', { dark: true })
      await page.goBack()
      await page.getByRole('button', { name: 'Sign version 1' }).click()
      await page.getByText('Version 1: in force').waitFor()
      await examine(page, 'agreement signed', { dark: true })

      await stage.mail({ from, ...needs.en })
      const receipt = await eventually(
        async () => (await stage.mailsTo(from)).find(({ subject }) => subject.includes('answer')),
        'the receipt',
      )
      expect(receipt.text).toContain('12:55')
      expect(receipt.text).toContain('As agreed with you (agreement, version 1).')
      await page.goto(pathIn(receipt))
      await page.getByText('As agreed with you').first().waitFor()
      await examine(page, 'case as agreed', { dark: true })

      await manager.goto('/desk/inbox/all')
      await manager.getByText(needs.en.subject).first().click()
      await manager.getByText('Agreed with the customer').first().waitFor()

      stage.desk.clock.forward({ hours: 2 })
      await stage.desk.sweep()
      await eventually(async () => (await stage.kindsTo(from)).includes('late'), 'the letter that it is late')
      await page.reload()
      await page.getByText(`Agreed for this: ${breach}`).waitFor()
      await examine(page, 'late as agreed', { dark: true })
      const late = (await stage.mailsTo(from)).find(({ text }) => text.includes(breach))
      expect(late?.text).toContain(`Agreed for this: ${breach}`)
      const { number } = await stage.desk.kept.database.one<{ number: number }>(sql`select number from cases`)
      await manager.goto(`/desk/cases/K-${number}`)
      await manager.getByText(`Agreed for this: ${breach}`).first().waitFor()
      await examine(manager, 'case under an agreement', { dark: true })
    }),
  )
})

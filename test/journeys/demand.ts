import { describe, expect, test } from 'vitest'
import { examine, openPage } from './browser.ts'
import { signIn } from './desk.ts'
import { eventually, needs, onStage, pathIn } from './stage.ts'

describe('their own words, and what becomes of them', () => {
  test(
    'refuses all offers in Turkish, is countered, proposes in Ukrainian, takes the nearest; a manager changes the menu and those who asked are told',
    onStage(async (stage) => {
      const page = await openPage(stage.url, { size: 'narrow' })
      await page.goto('/')
      await page.locator('#field-need').fill(needs.tr.text)
      await page.getByRole('button', { name: 'Continue' }).click()
      const words = page.getByLabel('When, how and with whom')
      await page.getByText('None of these suits me').click()
      await words.fill('ne zaman isterseniz')
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByText('We read no time in this').first().waitFor()
      expect(await words.inputValue()).toBe('ne zaman isterseniz')
      await examine(page, 'words without a time')
      await words.fill('yarın akşam 8’de arayın')
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByText('We understood: a call, tomorrow, 20:00').waitFor()
      await examine(page, 'contact for a proposal in words')
      await page.getByLabel('E-mail').first().fill('ayse@post.example')
      await page.getByLabel('Telephone').or(page.locator('#field-phone')).first().fill('+90 532 000 00 00')
      await page.getByRole('button', { name: 'Send my proposal' }).click()
      await page.getByRole('heading', { name: 'We have your proposal' }).waitFor()
      await examine(page, 'receipt of a proposal in words')

      await page.goto(pathIn(await stage.mailTo('ayse@post.example')))
      await page.getByText('The nearest times we can keep').waitFor()
      await page.getByText('We understood: a call, tomorrow, 20:00').waitFor()
      await page.getByText('I propose another time').click()
      await words.fill('подзвоніть завтра о 20:30')
      await page.getByRole('button', { name: 'Give me this promise' }).click()
      await page.getByText('We understood: a call, tomorrow, 20:30').waitFor()
      await page.getByRole('button', { name: 'Ask a lead' }).waitFor()
      await examine(page, 'case with a proposal in words countered', { dark: true })
      await page.locator('label.offer', { hasText: 'We call you' }).first().click()
      await page.getByRole('button', { name: 'Give me this promise' }).click()
      await page.getByText('You have our promise.').waitFor()

      const manager = await openPage(stage.url)
      await signIn(manager, 'Rasa', { to: 'demand' })
      await manager.getByRole('heading', { name: 'Demand' }).waitFor()
      await examine(manager, 'demand', { dark: true })
      await manager.getByRole('link', { name: 'Calls on weekdays, 20–22 h' }).click()
      await manager.getByText('1 person asked 2 times; 0 granted at once.').waitFor()
      await examine(manager, 'a group of demands', { dark: true })
      await manager.getByRole('link', { name: 'Change the menu' }).click()
      await manager.getByLabel('First call from').fill('30 min')
      await manager.getByRole('button', { name: 'Save', exact: true }).click()
      await manager.getByText('saved').first().waitFor()
      await manager.goto('/desk/demand')
      await manager.getByRole('link', { name: 'Calls on weekdays, 20–22 h' }).click()
      await manager.getByRole('button', { name: 'Say what changed' }).click()
      await manager.getByLabel('The sentence customers read, in English').fill('We call until 21:00 on weekdays now.')
      await manager.getByLabel('In Turkish').fill('Artık hafta içi 21:00’e kadar arıyoruz.')
      await examine(manager, 'saying what changed')
      await manager.getByRole('button', { name: 'Tell 1 person' }).click()
      await manager.getByText('1 person is being told.').first().waitFor()

      const mail = await eventually(
        async () => (await stage.mailsTo('ayse@post.example')).find(({ subject }) => subject.includes('has changed')),
        'the mail that tells of the change',
      )
      expect(mail.text).toMatch(/21:00/)
      await page.reload()
      await page.getByText('Changed because you asked').waitFor()
      await examine(page, 'case told of a change')
      expect((await stage.kindsTo('ayse@post.example')).filter((kind) => kind === 'change')).toHaveLength(1)
    }),
  )
})

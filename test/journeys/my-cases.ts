import { describe, expect, test } from 'vitest'
import { sql } from '#platform/db/sql.ts'
import { examine, openPage } from './browser.ts'
import { needs, onStage, pathIn } from './stage.ts'

describe('my cases', () => {
  test(
    'by a code, wrong and right; a wrong link and one too old lead to a new one',
    onStage(async (stage) => {
      const from = 'mine@post.example'
      await stage.mail({ from, ...needs.en })
      const path = pathIn(await stage.mailTo(from))
      const page = await openPage(stage.url, { size: 'narrow' })
      await page.goto('/my')
      await examine(page, 'ask for a code')
      await page.getByLabel('E-mail').fill(from)
      await page.getByRole('button', { name: 'Send code' }).click()
      await page.getByRole('heading', { name: 'Type the code' }).waitFor()
      await examine(page, 'type the code')
      const code = /\b\d{6}\b/.exec((await stage.mailTo(from, 1)).text)?.[0] ?? ''
      await page.getByLabel('Six-digit code').fill(code === '000000' ? '111111' : '000000')
      await page.getByRole('button', { name: 'Open my cases' }).click()
      await page.locator('.problem').waitFor()
      await examine(page, 'wrong code')
      await page.getByLabel('Six-digit code').fill(code)
      await page.getByRole('button', { name: 'Open my cases' }).click()
      await page.getByRole('heading', { name: 'My cases' }).waitFor()
      await examine(page, 'my cases', { dark: true })
      await page.getByRole('link', { name: needs.en.subject }).click()
      await page.getByRole('heading', { name: needs.en.subject }).waitFor()

      await page.goto(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)
      await page.getByRole('heading', { name: 'This link does not open a case' }).waitFor()
      await examine(page, 'wrong link')
      stage.desk.clock.forward({ days: 92 })
      await page.goto(path)
      await page.getByRole('heading', { name: 'This link is too old' }).waitFor()
      await examine(page, 'old link')
      await page.getByLabel('E-mail').fill(from)
      await page.getByRole('button', { name: 'Send me a new link' }).click()
      await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
      await examine(page, 'link sent')
      const { text } = await stage.desk.kept.database.one<{ text: string }>(
        sql`select text from outgoing_mails where to_address = ${from} and kind = 'link'`,
      )
      await page.goto(new URL(/https?:\/\/\S+\/c\/\S+/.exec(text)?.[0] ?? '').pathname)
      await page.getByRole('heading', { name: needs.en.subject }).waitFor()
      expect(await page.locator('.promise-card').count()).toBe(1)
    }),
  )
})

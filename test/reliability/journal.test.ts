import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openDice } from './dice.ts'
import { openJournal, readJournals } from './journal.ts'

const [one, two] = ['mark-00000000000000aa', 'mark-00000000000000bb']

test('a journal counts only 2xx as acknowledged, and keeps every answer', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kept-journal-'))
  const journal = openJournal(folder, 'client')
  const attempt = (status: number) => {
    journal.intend({ mark: one, what: 'case' })
    journal.answered(one, status)
  }
  attempt(0)
  attempt(503)
  expect(readJournals(folder).get(one)).toMatchObject({ acknowledged: false, tries: 2, statuses: [0, 503] })
  attempt(201)
  journal.intend({ mark: two, what: 'note' })
  journal.close()
  expect(readJournals(folder).get(one)).toMatchObject({ acknowledged: true, tries: 3 })
  expect(readJournals(folder).get(two)).toMatchObject({ acknowledged: false, statuses: [] })
  rmSync(folder, { recursive: true })
})

test('the same seed gives the same marks', () => {
  expect(openDice(7).nth(3).mark()).toBe(openDice(7).nth(3).mark())
  expect(openDice(7).nth(3).mark()).not.toBe(openDice(7).nth(4).mark())
  expect(openDice(7).mark()).toMatch(/^mark-[0-9a-f]{16}$/)
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk, type Desk } from '#test/harness.ts'
import { importMbox, mailsOf } from './mbox.ts'

let desk: Desk
let folder: string

const mail = (nth: number, extra = '', body = `Body ${nth}`) =>
  `From sender@mail.example Wed Nov 25 10:00:00 2026\nFrom: p${nth % 2}@mail.example\nTo: help@kept.example\nSubject: Mail ${nth}\nMessage-ID: <m${nth}@mail.example>\n${extra}\n${body}\n\n`
const mbox = [
  mail(0),
  mail(1),
  mail(2, 'In-Reply-To: <m0@mail.example>\n'),
  mail(3, 'List-Id: <x.y>\n'),
  mail(0),
  mail(5, '', '>From the start\n>>From deeper\nmid From line\nFrom here it is text, no blank line before'),
].join('')

beforeAll(async () => {
  desk = await openDesk()
  folder = await mkdtemp(path.join(tmpdir(), 'kept-mbox-'))
  await writeFile(path.join(folder, 'in.mbox'), mbox)
})
afterAll(async () => {
  await desk.close()
  await rm(folder, { recursive: true, force: true })
})

const count = async (table: string) =>
  (await desk.kept.database.one<{ count: number }>({ text: `select count(*) from ${table}`, values: [] })).count
const expected = { mails: 6, cases: 3, messages: 1, bounces: 0, sameAgain: 1, setAside: 1, reasons: { list: 1 } }

test('a dry run counts and keeps nothing', async () => {
  expect(await importMbox(desk.kept, path.join(folder, 'in.mbox'), { dryRun: true })).toEqual({ ...expected, dryRun: true })
  expect([await count('received_mails'), await count('cases'), await count("events where name = 'case.opened'")]).toEqual([0, 0, 0])
})

test('an import brings every mail in once, in threads, and answers none', async () => {
  expect(await importMbox(desk.kept, path.join(folder, 'in.mbox'), { mailbox: 'support@kept.example' })).toEqual({
    ...expected,
    dryRun: false,
  })
  expect(await count('outgoing_mails')).toBe(0)
  const again = await importMbox(desk.kept, path.join(folder, 'in.mbox'))
  expect(again).toMatchObject({ mails: 6, sameAgain: 6, cases: 0 })
})

test('an address that is none of ours is refused', async () => {
  await expect(importMbox(desk.kept, path.join(folder, 'in.mbox'), { mailbox: 'nobody@kept.example' })).rejects.toMatchObject({
    code: 'channels.unknown_mailbox',
  })
})

test('mails are cut at lines that begin "From " after a blank line, and their quoting is undone', async () => {
  const raws: string[] = []
  for await (const raw of mailsOf(path.join(folder, 'in.mbox'))) raws.push(raw.toString())
  expect(raws).toHaveLength(6)
  expect(raws.at(-1)).toContain('\nFrom the start\n>From deeper\nmid From line\nFrom here it is text')
})

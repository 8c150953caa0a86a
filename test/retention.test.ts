import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveDraft } from '#cases'
import { openByApi } from '#channels'
import { once } from '#platform/http/idempotency.ts'
import { storeFile } from '#platform/files/file.ts'
import { openDesk, type Desk } from './harness.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const count = async (table: string) =>
  (await desk.kept.database.one<{ count: number }>({ text: `select count(*) from ${table}`, values: [] })).count

test('what nobody asks for any more goes after its period and not before', async () => {
  const { tomas } = desk.cast.staff
  await desk.change(tomas, async (ctx) => {
    const { it } = await openByApi(ctx, desk.kept.house, {
      customer: { email: 'a@mail.example' },
      text: 'x',
      kind: 'request',
      channel: 'api',
    })
    await saveDraft(ctx, { caseId: it.id, text: 'half a sentence', as: 'answer' })
    await once(ctx.db, ctx.actor, ctx.now, 'key-1', 'request', async () => ({ status: 200, body: '{}' }))
    const raw = await storeFile(ctx.db, Buffer.from('not a mail'))
    const shared = await storeFile(ctx.db, Buffer.from('held by a message'))
    await ctx.db.run({ text: "update messages set raw_sha256 = $1 where case_id = $2 and direction = 'in'", values: [shared, it.id] })
    for (const [nth, sha256] of [raw, shared].entries()) {
      await ctx.db.run({
        text: `insert into received_mails (id, mailbox_id, message_id, content_hash, raw_sha256, size, mail_from, recipients, received_at, set_aside_because)
          values ($1, $2, $1, 'h', $3, 10, '', '{}', $4, 'unreadable')`,
        values: [`mail_${nth}`, desk.cast.mailboxes.help, sha256, ctx.now],
      })
    }
  })
  const state = async () => ({
    keys: await count('idempotency_keys'),
    drafts: await count('drafts'),
    aside: await count('received_mails'),
    files: await count('files'),
  })
  desk.clock.forward({ days: 1, hours: 23 })
  await desk.sweep()
  expect(await state()).toEqual({ keys: 1, drafts: 1, aside: 2, files: 2 })
  desk.clock.forward({ hours: 2 })
  await desk.sweep()
  expect(await state()).toEqual({ keys: 0, drafts: 1, aside: 2, files: 2 })
  desk.clock.forward({ days: 29 })
  await desk.sweep()
  expect(await state()).toEqual({ keys: 0, drafts: 1, aside: 0, files: 1 })
  desk.clock.forward({ days: 60 })
  await desk.sweep()
  expect(await state()).toEqual({ keys: 0, drafts: 0, aside: 0, files: 1 })
})

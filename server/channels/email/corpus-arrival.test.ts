import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/context.ts'
import { change } from '#platform/kept.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { takeIn } from '../intake.ts'
import { findMailbox } from '../mailbox.ts'
import { arrive, type Outcome } from './arrival.ts'
import { corpusBytes, corpusMails, corpusNote, hasCorpus } from './reading/corpus.ts'
import { createMailReader, type MailReader } from './reading/index.ts'

let desk: Desk
let reader: MailReader

beforeAll(async () => {
  desk = await openDesk()
  reader = createMailReader()
})
afterAll(async () => {
  await reader.close()
  await desk.close()
})

/** Every mail of the corpus in CI's sample: each fifth, or all with FULL=1. */
const sample = corpusMails()
  .filter(({ file }) => file.endsWith('.eml') || /mime|bounce|machine|spoof/.test(file))
  .filter((_, nth) => process.env['FULL'] || nth % 5 === 0)

async function arriving(raw: Buffer): Promise<{ became: Outcome['became'][]; isMachine: boolean; from: string | null }> {
  desk.clock.forward({ hours: 25 })
  const reading = await reader.read(raw)
  const envelope = { mailFrom: (reading.ok && reading.mail.from?.address) || 'x@else.example', recipients: ['help@kept.example'] }
  const outcomes = await change(desk.kept, system, 'en', async (ctx) => {
    const place = await findMailbox(ctx, 'help@kept.example')
    return arrive(ctx, desk.kept.house, { raw, reading, envelope, proof: 'fail', acknowledge: true }, place ? [place] : [])
  })
  const mail = reading.ok ? reading.mail : null
  return {
    became: outcomes.map(({ became }) => became),
    isMachine: Boolean(mail?.machine ?? mail?.warnings.includes('answers_suppressed')),
    from: mail?.from?.address ?? null,
  }
}

const count = async (text: string) => (await desk.kept.database.one<{ count: number }>({ text, values: [] })).count

test.skipIf(!hasCorpus)(
  `no mail of the corpus vanishes or is answered as a machine, and the same again changes nothing${corpusNote}`,
  async () => {
    let [ordinary, answered, machine] = [0, 0, 0]
    for (const { file } of sample) {
      const raw = Buffer.from(corpusBytes(file))
      const before = await count('select count(*) from outgoing_mails')
      const { became, isMachine } = await arriving(raw)
      const grown = (await count('select count(*) from outgoing_mails')) - before
      expect([file, became.length]).toEqual([file, 1])
      if (isMachine) expect([file, grown, ++machine > 0]).toEqual([file, 0, true])
      else if (became[0] === 'case') {
        ordinary++
        answered += grown
      }
    }
    const [received, cases] = [await count('select count(*) from received_mails'), await count('select count(*) from cases')]
    expect(answered / ordinary).toBeGreaterThanOrEqual(0.99)
    expect(machine).toBeGreaterThan(0)
    for (const { file } of sample.slice(0, 60)) expect((await arriving(Buffer.from(corpusBytes(file)))).became).toEqual(['same'])
    expect([await count('select count(*) from received_mails'), await count('select count(*) from cases')]).toEqual([received, cases])
  },
  300_000,
)

test.skipIf(!hasCorpus)(
  `a bounce that comes back to a reply address finds its case, and is never shown as the customer's words${corpusNote}`,
  async () => {
    const message = { channel: 'form' as const, text: 'x', shownText: 'x', from: { name: '', address: 'b@mail.example' } }
    const { it } = await desk.change(system, (ctx) =>
      takeIn(ctx, {
        house: desk.kept.house,
        customer: { email: 'b@mail.example' },
        kind: 'request',
        channel: 'form',
        message,
        acknowledge: true,
      }),
    )
    await desk.sweep()
    const { replyTo } = await desk.kept.database.one<{ replyTo: string }>({
      text: 'select reply_to from outgoing_mails where case_id = $1',
      values: [it.id],
    })
    const messages = () => count(`select count(*) from messages where case_id = '${it.id}'`)
    let [bounces, tied] = [0, 0]
    for (const { file } of corpusMails()
      .filter(({ kind }) => kind === 'bounce')
      .filter((_, nth) => process.env['FULL'] || nth % 5 === 0)) {
      const raw = Buffer.concat([Buffer.from(`X-Round: ${file}\r\n`), Buffer.from(corpusBytes(file))])
      const reading = await reader.read(raw)
      if (!reading.ok || !reading.mail.bounce) continue
      reading.mail = {
        ...reading.mail,
        messageId: `<${++bounces}@mx.example>`,
        bounce: { ...reading.mail.bounce, recipient: 'b@mail.example' },
      }
      await desk.kept.database.run({ text: "update outgoing_mails set state = 'sent' where case_id = $1", values: [it.id] })
      const [outcome] = await change(desk.kept, system, 'en', async (ctx) => {
        const place = await findMailbox(ctx, replyTo)
        return arrive(
          ctx,
          desk.kept.house,
          { raw, reading, envelope: { mailFrom: '', recipients: [replyTo] }, proof: 'fail', acknowledge: true },
          place ? [place] : [],
        )
      })
      if (outcome?.became === 'bounce' && outcome.caseId === it.id) tied++
    }
    expect(bounces).toBeGreaterThan(20)
    expect(tied / bounces).toBeGreaterThanOrEqual(0.98)
    expect(await messages()).toBe(1)
  },
  300_000,
)

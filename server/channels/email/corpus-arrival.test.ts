import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/context.ts'
import { change } from '#platform/kept.ts'
import { openDesk, type Desk } from '#test/harness.ts'
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
const sample = corpusMails().filter(({ file }) => file.endsWith('.eml') || /mime|bounce|machine|spoof/.test(file)).filter((_, nth) => process.env['FULL'] || nth % 5 === 0)

async function arriving(raw: Buffer): Promise<{ became: Outcome['became'][]; isMachine: boolean; from: string | null }> {
  desk.clock.forward({ hours: 25 })
  const reading = await reader.read(raw)
  const envelope = { mailFrom: (reading.ok && reading.mail.from?.address) || 'x@else.example', recipients: ['help@kept.example'] }
  const outcomes = await change(desk.kept, system, 'en', async (ctx) => {
    const place = await findMailbox(ctx, 'help@kept.example')
    return arrive(ctx, desk.kept.house, { raw, reading, envelope, proof: 'fail', acknowledge: true }, place ? [place] : [])
  })
  const mail = reading.ok ? reading.mail : null
  return { became: outcomes.map(({ became }) => became), isMachine: Boolean(mail?.machine ?? mail?.warnings.includes('answers_suppressed')), from: mail?.from?.address ?? null }
}

const count = async (text: string) => (await desk.kept.database.one<{ count: number }>({ text, values: [] })).count

test.skipIf(!hasCorpus)(`no mail of the corpus vanishes or is answered as a machine, and the same again changes nothing${corpusNote}`, async () => {
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
}, 300_000)

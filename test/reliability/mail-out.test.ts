import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTimeout as pause } from 'node:timers/promises'
import { sendDue } from '../../server/channels/email/sending.ts'
import { openTransport } from '../../server/channels/email/transport.ts'
import { takeIn } from '#channels'
import { system } from '#platform/context.ts'
import { sql } from '#platform/db/sql.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { openInstallation, type App, type Installation } from './app-process.ts'
import { audit, auditOutgoing } from './audit.ts'
import { ask } from './clients.ts'
import { openDice, runSeed, size } from './dice.ts'
import { figure } from './figures.ts'
import { openJournal, readJournals } from './journal.ts'
import { drain } from './load.ts'
import { openSmtpSink, type Behaviour, type SmtpSink } from './smtp-sink.ts'

const kills = size('R2', 8, 200)
const sends = size('R2_SENDS', 300, 10_000)
const faulty = size('M12', 60, 1_000)

let sink: SmtpSink
let desk: Installation

beforeAll(async () => {
  sink = await openSmtpSink()
  desk = await openInstallation(sink.url)
})
afterAll(async () => {
  await desk.close()
  await sink.close()
})

test(
  `R2: ${kills} times kill -9 between sending and marking (seed ${runSeed}): each mail arrives, copies share one Message-ID`,
  { timeout: 60_000 + kills * 20_000 },
  async () => {
    const dice = openDice(runSeed)
    const folder = `${desk.folder}/journals`
    const journal = openJournal(folder, 'writer')
    sink.behave(() => (dice.roll() < 0.5 ? 'cut_after' : 'take'))
    let app = await desk.start()
    let killed = 0
    for (let round = 0; round < kills; round++) {
      const dead = killAtMail(() => app, dice.below(3), dice.below(4))
      for (let nth = 0; nth < 3; nth++) await openOne(dice.mark(), journal)
      if (await dead) killed++
      app = await desk.start()
    }
    sink.onMail(() => {})
    await drain(desk)
    journal.close()
    const findings = await audit({ database: desk.database, tries: readJournals(folder), sunk: sink.sunk, copies: kills * 4 })
    const copies = copiesIn(sink)
    figure('R2', { seed: runSeed, kills: killed, mails: sink.sunk.length, copies, findings: findings.length })
    await app.kill()
    expect(findings, `seed ${runSeed}`).toEqual([])
    expect(killed).toBe(kills)
    expect(copies, 'no kill hit the gap between sending and marking: the test proves nothing').toBeGreaterThan(0)
  },
)

/** Kills the app at the sink's nth mail from now, at once (before its 250) or a moment after it. */
function killAtMail(current: () => App, nth: number, afterMs: number): Promise<boolean> {
  let left = nth
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(false), 15_000)
    sink.onMail(() => {
      if (left-- !== 0) return
      clearTimeout(limit)
      void pause(afterMs)
        .then(() => current().kill())
        .then(() => resolve(true))
    })
  })
}

async function openOne(mark: string, journal: ReturnType<typeof openJournal>): Promise<void> {
  journal.intend({ mark, what: 'case' })
  const { status } = await ask(
    desk,
    'POST',
    '/api/v1/cases',
    { customer: { email: `${mark}@client.example` }, text: `It squeaks. ${mark}` },
    `key-${mark}`,
  )
  journal.answered(mark, status)
}

const copiesIn = ({ sunk }: SmtpSink): number => {
  const taken = sunk.filter(({ taken: was }) => was)
  return taken.length - new Set(taken.map(({ messageId }) => messageId)).size
}

test(
  `R2: ${sends} sends without a kill make no copy, even when the line is cut after the 250`,
  { timeout: 60_000 + sends * 100 },
  async () => {
    await within(async (node, own) => {
      const dice = openDice(runSeed + 1)
      own.behave(() => (dice.roll() < 0.05 ? 'cut_after' : 'take'))
      const transport = openTransport(own.url)
      for (let nth = 0; nth < sends; nth++) {
        await openBySystem(node, `no-${nth}@client.example`)
        if (nth % 100 === 99) while (await sendDue(node.kept, transport));
      }
      while (await sendDue(node.kept, transport));
      transport.close()
      const findings = await auditOutgoing(node.kept.database, own.sunk, 0)
      figure('R2 without kills', { seed: runSeed + 1, sends: own.sunk.length, copies: copiesIn(own), findings: findings.length })
      expect(findings).toEqual([])
      expect(own.sunk).toHaveLength(sends)
    })
  },
)

const faults: Behaviour[] = ['421', '451', '550', 'hang', 'cut_before', 'cut_after', 'late', 'take', 'take']

test(
  `M12: ${faulty} sends to a server that refuses, hangs, cuts and dawdles (seed ${runSeed}): right retry, nothing silent`,
  { timeout: 120_000 + faulty * 200 },
  async () => {
    await within(async (node, own) => {
      const dice = openDice(runSeed + 2)
      const plans = new Map<string, Behaviour[]>()
      own.behave((messageId, nth) => {
        const plan = plans.get(messageId) ?? []
        plans.set(messageId, plan)
        return (plan[nth - 1] ??= nth > 3 ? 'take' : dice.pick(faults))
      })
      const transport = openTransport(own.url, 500)
      for (let nth = 0; nth < faulty; nth++) await openBySystem(node, `m12-${nth}@client.example`)
      for (let round = 0; round < 8; round++) {
        while (await sendDue(node.kept, transport));
        node.clock.forward({ hours: 1 })
      }
      transport.close()
      const mails = await node.kept.database.many<{ messageId: string; state: string; because: string | null; failures: number }>(sql`
      select m.message_id, m.state, m.because, (select count(*) from events e where e.name = 'mail.failed' and e.facts->>'mailId' = m.id) as failures from outgoing_mails m`)
      const wrong = mails.filter(({ messageId, state, because, failures }) => {
        const plan = plans.get(messageId) ?? []
        const refused = plan.at(-1) === '550'
        return refused
          ? state !== 'failed' || failures !== 1 || !because
          : state !== 'sent' || failures !== 0 || !['take', 'late', 'cut_after'].includes(plan.at(-1) ?? '')
      })
      const findings = await auditOutgoing(node.kept.database, own.sunk, faulty)
      const failed = mails.filter(({ state }) => state === 'failed').length
      figure('M12', {
        seed: runSeed + 2,
        sends: faulty,
        attempts: own.sunk.length,
        failed,
        copies: copiesIn(own),
        wrong: wrong.length,
        findings: findings.length,
      })
      expect(
        wrong.map(({ messageId, ...rest }) => ({ ...rest, plan: plans.get(messageId) })),
        `seed ${runSeed + 2}`,
      ).toEqual([])
      expect(findings).toEqual([])
      expect(mails).toHaveLength(faulty)
    })
  },
)

async function openBySystem(node: Desk, address: string): Promise<void> {
  const message = { channel: 'form' as const, text: 'It squeaks.', shownText: 'It squeaks.', from: { name: '', address } }
  await node.change(system, (ctx) =>
    takeIn(ctx, { house: node.kept.house, customer: { email: address }, kind: 'request', channel: 'form', message, acknowledge: true }),
  )
}

async function within(work: (node: Desk, own: SmtpSink) => Promise<void>): Promise<void> {
  const own = await openSmtpSink()
  const node = await openDesk({ mailUrl: own.url })
  try {
    await work(node, own)
  } finally {
    await node.close()
    await own.close()
  }
}

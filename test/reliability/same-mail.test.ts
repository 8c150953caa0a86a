import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTimeout as pause } from 'node:timers/promises'
import { corpusBytes, corpusMails, corpusNote, hasCorpus } from '../../server/channels/email/reading/corpus.ts'
import { sql } from '#platform/db/sql.ts'
import { openInstallation, type App, type Installation } from './app-process.ts'
import { auditCases, auditFiles } from './audit.ts'
import { auditHistory } from './audit-history.ts'
import { sendMail } from './clients.ts'
import { full, openDice, runSeed, size } from './dice.ts'
import { figure } from './figures.ts'

const workers = 4
const forged = size('M2_FORGED', 40, 200)
const oneIn = size('M2_ONE_IN', 4, 1)
let desk: Installation

beforeAll(async () => {
  desk = await openInstallation(null)
})
afterAll(() => desk.close())

interface Mail {
  from: string
  to: string[]
  data: Buffer
  /** SHA-256 of the data. */
  hash: string
}

const mailOf = (from: string, to: string[], data: Buffer): Mail => ({
  from,
  to,
  data,
  hash: createHash('sha256').update(data).digest('hex'),
})

const mailboxes = ['help@kept.example', 'billing@kept.example']

test.skipIf(!hasCorpus)(
  `M2: the corpus (1 mail in ${oneIn}) twice by ${workers} senders with 2 kills, ${forged} forged Message-IDs (seed ${runSeed})${corpusNote}`,
  { timeout: full ? 900_000 : 180_000 },
  async () => {
    const dice = openDice(runSeed + 8)
    const mails = [...new Set(corpusMails().map(({ file }) => file))]
      .filter((file) => !file.endsWith('.txt'))
      .filter((_, nth) => nth % oneIn === 0)
      .map((file) => mailOf('corpus@client.example', dice.roll() < 0.1 ? mailboxes : mailboxes.slice(0, 1), lined(corpusBytes(file))))
    let app = await desk.start()
    const again = async (old: App) => (await old.kill(), (app = await desk.start()))
    const first = await pass(mails, () => again(app))
    const once = await counts()
    const second = await pass(mails, () => again(app))
    const twice = await counts()
    const ids = (
      await desk.database.many<{ messageId: string }>(
        sql`select distinct message_id from received_mails where message_id like '<%' order by message_id`,
      )
    )
      .map(({ messageId }) => messageId)
      .filter((id) => /^<[\x21-\x7e]{1,900}>$/.test(id))
    const forgeries = Array.from({ length: forged }, (_, nth) => forge(dice.pick(ids), nth))
    const third = await pass(forgeries, null)
    const marked = await desk.database.one<{ count: number }>(
      sql`select count(*) as count from messages where 'same_id_other_content' = any(marks) and text like 'Forged %'`,
    )
    const kept = (await counts()).received - twice.received
    const { lost, siblings } = await vanished(mails.filter((_, nth) => first[nth] === 250))
    const findings = [
      ...(await auditFiles(desk.database, new Map())),
      ...(await auditCases(desk.database)),
      ...(await auditHistory(desk.database)),
      ...(await strays()),
    ]
    await app.kill()
    const refused = first.filter((code) => code !== 250).length
    figure('M2', {
      seed: runSeed + 8,
      mails: mails.length,
      refused,
      ...once,
      duplicates: twice.received - once.received + twice.messages - once.messages,
      forged,
      forgedKept: kept,
      forgedMarked: marked.count,
      vanished: lost.length,
      siblings,
      findings: findings.length,
    })
    expect(twice, 'the second pass changed something').toEqual(once)
    expect(second).toEqual(first)
    expect(first.filter((code) => code !== 250 && code !== 552)).toEqual([])
    expect(third.every((code) => code === 250)).toBe(true)
    expect([kept, marked.count]).toEqual([forged, forged])
    expect(lost).toEqual([])
    expect(findings.slice(0, 10)).toEqual([])
  },
)

/** Four senders that share the work and repeat what got no answer, as mail servers do; one kill half way. The code of each mail. */
async function pass(mails: readonly Mail[], kill: (() => Promise<unknown>) | null): Promise<number[]> {
  const codes: number[] = []
  let next = 0
  let dead: Promise<unknown> | null = null
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let nth = next++; nth < mails.length; nth = next++) {
        const mail = mails[nth]
        if (!mail) continue
        if (kill && nth >= mails.length / 2) dead ??= kill()
        let code = 0
        for (let attempt = 0; attempt < 400 && (code === 0 || code === 451 || code === 421); attempt++) {
          if (attempt) await pause(50)
          code = await sendMail(desk.smtpPort, mail)
        }
        codes[nth] = code
      }
    }),
  )
  await dead
  return codes
}

/** A mail as it is after its way by SMTP: every line ends with CR LF, the last one too. */
function lined(bytes: Uint8Array): Buffer {
  return Buffer.from(
    Buffer.from(bytes)
      .toString('latin1')
      .replace(/\r?\n/g, '\r\n')
      .replace(/(\r\n)?$/, '\r\n'),
    'latin1',
  )
}

function forge(messageId: string, nth: number): Mail {
  const data = Buffer.from(
    `From: A Forger <forger-${nth}@client.example>\r\nTo: help@kept.example\r\nSubject: The same again\r\nMessage-ID: ${messageId}\r\n\r\nForged ${nth}: other words under a known number.\r\n`,
  )
  return mailOf(`forger-${nth}@client.example`, mailboxes.slice(0, 1), data)
}

async function counts(): Promise<{ received: number; messages: number; cases: number; aside: number }> {
  return desk.database.one(sql`
    select (select count(*) from received_mails) as received, (select count(*) from messages where direction = 'in') as messages, (select count(*) from cases) as cases,
      (select count(*) from received_mails where set_aside_because is not null) as aside`)
}

/**
 * Accepted mails whose source we do not hold, or that became nothing in some mailbox. The corpus has siblings, which share id, sender, subject,
 * date and body and differ in other headers alone: for Kept they are the same mail, and they are counted apart.
 */
async function vanished(mails: readonly Mail[]): Promise<{ lost: string[]; siblings: number }> {
  const lost: string[] = []
  const held = new Map<string, string>()
  for (const mail of mails) {
    const { files, rows } = await trace(mail)
    if (files === 1 && rows >= mail.to.length) held.set(bodyOf(mail), mail.hash)
    else lost.push(mail.hash)
  }
  const isSibling = (hash: string) => mails.some((mail) => mail.hash === hash && held.has(bodyOf(mail)))
  return { lost: lost.filter((hash) => !isSibling(hash)), siblings: lost.filter(isSibling).length }
}

const trace = ({ hash }: Mail) =>
  desk.database.one<{ files: number; rows: number }>(sql`
  select (select count(*) from files where sha256 = ${hash}) as files, (select count(distinct r.mailbox_id) from received_mails r where (r.message_id, r.content_hash) in
    (select message_id, content_hash from received_mails where raw_sha256 = ${hash})) as rows`)

/** The body of a mail and its Message-ID line, as bytes. */
function bodyOf({ data }: Mail): string {
  const text = data.toString('latin1')
  const blank = text.indexOf('\r\n\r\n')
  return `${/^message-id:.*$/im.exec(text.slice(0, blank))?.[0] ?? ''}\n${createHash('sha256').update(text.slice(blank)).digest('hex')}`
}

/** Every received mail is one message of its case, or lies aside with a reason, or is a bounce of ours. */
async function strays(): Promise<string[]> {
  const rows = await desk.database.many<{ id: string }>(sql`
    select r.id from received_mails r where r.set_aside_because is null and (r.case_id is null or (select count(*) from messages m where m.case_id = r.case_id and m.raw_sha256 = r.raw_sha256) <> 1)`)
  return rows.map(({ id }) => `mail ${id} is not one message of its case`)
}

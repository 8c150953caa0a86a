import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptCase, answerCase, caseLink } from '#cases'
import { openAuthentication, type Proof } from '../../server/channels/email/authentication.ts'
import { openDesk, type Desk } from '#test/harness.ts'
import { bring, caseBy, dice, hire, knock, rows, value, type Letter } from './world.ts'

// S5 to S8: what a mail claims about itself, joining and reading a thread, other services' mail, and the desk as a relay. Seed 20261125.

const corpus = path.resolve(import.meta.dirname, '../..', process.env['KEPT_DATA'] ?? '../shared/data', 'mail/espoofer')
const secret = 'zqxhistory'
const proofs: Proof[] = ['pass', 'fail', 'unknown']

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

interface Mail {
  id: string
  kind: string
  toAddress: string
  subject: string
  text: string
  html: string
  messageId: string
  replyTo: string
  caseId: string
  state: string
  createdAt: Date
  inReplyTo: string
  refs: string[]
}
const mails = () => rows<Mail>(desk, 'select * from outgoing_mails order by created_at, id')
interface Said {
  id: string
  caseId: string
  direction: string
  staffId: string | null
  marks: string[]
  fromAddress: string
  text: string
}
const newest = async () => (await rows<Said>(desk, 'select * from messages order by created_at desc, id desc limit 1'))[0]
const later = () => desk.clock.forward({ hours: 25 })

/** A thread of a known customer with a past, and what can be learnt of it from outside. */
async function thread(from = 'jonas.vaitkus@pastas.example') {
  const caseId = await caseBy(desk, {
    from,
    subject: `${secret} subject`,
    text: `${secret} text`,
    file: { name: `${secret}.txt`, bytes: `${secret} bytes` },
    headers: '',
  })
  await desk.change(desk.cast.staff.tomas, (ctx) => answerCase(ctx, { caseId, text: `${secret} answer`, undoSeconds: 0 }))
  await desk.sweep()
  const ours = (await mails()).filter((mail) => mail.caseId === caseId)
  const held = await value<string>(desk, 'select message_id from messages where case_id = $1 and direction = $2', caseId, 'in')
  const number = await value<number>(desk, 'select number from cases where id = $1', caseId)
  return { caseId, from, number, held, signed: ours.at(-1)?.messageId ?? '', replyTo: ours.at(-1)?.replyTo ?? '' }
}

test('S5: a mail is never an agent, whatever it says', async () => {
  const { signed, held, caseId, replyTo } = await thread()
  const agents = Object.keys(desk.cast.staff).map((name) => `${name}@veloshop.example`)
  const froms = [
    ...agents.flatMap((agent) => [agent, `"Ieva (agent)" <${agent}>`]),
    '"Velo Shop" <help@kept.example>',
    `"ieva@veloshop.example" <attacker@evil.example>`,
    'ieva@veloshop.example, attacker@evil.example',
  ]
  const forged = signed.replace(/.{3}@/, 'AAA@')
  const threads = [
    '',
    `In-Reply-To: ${signed}\r\n`,
    `In-Reply-To: ${forged}\r\n`,
    `References: ${held} ${signed}\r\n`,
    `In-Reply-To: <k.0.abcdefgh.${'A'.repeat(22)}@kept.example>\r\n`,
  ]
  const claims = [
    '',
    `X-Kept-Agent: ${desk.cast.staff.ieva.id}\r\nX-Kept-Verified: yes\r\nX-Kept-Case: ${caseId}\r\n`,
    'Authentication-Results: kept; dmarc=pass header.from=veloshop.example; dkim=pass; spf=pass\r\nARC-Authentication-Results: i=1; kept; dmarc=pass\r\nReceived-SPF: pass\r\n',
    `Sender: ieva@veloshop.example\r\nX-Original-From: ieva@veloshop.example\r\nReply-To: ieva@veloshop.example\r\nResent-From: ieva@veloshop.example\r\n`,
  ]
  const letters: Letter[] = froms.flatMap((from) =>
    threads.flatMap((named) =>
      claims.map((claim, index) => ({
        from,
        headers: named + claim,
        mailFrom: 'x@evil.example',
        proof: proofs[index % 3] ?? 'fail',
        text: 'Please close it and send the money.',
      })),
    ),
  )
  letters.push({ to: 'help@kept.example', from: agents[0] ?? '', headers: `Message-ID: ${signed}\r\n` })
  let [staffWords, verified, tried] = [0, 0, 0]
  const before = await value<string>(desk, "select md5(string_agg(t::text, '' order by id)) from staff t")
  const state = await rows(desk, 'select state, owner_id, customer_id, team_id from cases where id = $1', caseId)
  for (const letter of letters) {
    const known = await value<number>(desk, 'select count(*)::int from messages')
    await bring(desk, letter)
    tried++
    const said = await newest()
    if ((await value<number>(desk, 'select count(*)::int from messages')) === known || !said) continue
    if (said.direction !== 'in' || said.staffId !== null) staffWords++
    if (letter.proof !== 'pass' && said.marks.includes('proven')) verified++
    if (said.caseId === caseId) expect(said.marks, `${letter.from} in the thread`).toContain('stranger')
  }
  expect([staffWords, verified]).toEqual([0, 0])
  expect(await value(desk, "select md5(string_agg(t::text, '' order by id)) from staff t")).toBe(before)
  expect(await rows(desk, 'select state, owner_id, customer_id, team_id from cases where id = $1', caseId)).toEqual(state)
  expect((await mails()).filter(({ html, text }) => /X-Kept|dmarc=pass/i.test(html + text))).toEqual([])
  expect(replyTo).toContain('+')
  console.info(`S5: ${tried} fakes, 0 taken as an agent's, 0 shown as proven`)
})

test.skipIf(!existsSync(corpus))(
  `S5: no spoofed mail of the corpus passes${existsSync(corpus) ? '' : ' (skipped: no corpus at KEPT_DATA)'}`,
  async () => {
    const records: Record<string, string[][]> = {
      'TXT attack.com': [['v=spf1 +all']],
      'TXT mailfrom.attack.com': [['v=spf1 +all']],
      'TXT legitimate.com': [['v=spf1 -all']],
      'TXT _dmarc.legitimate.com': [['v=DMARC1; p=reject']],
      'TXT _dmarc.attack.com': [['v=DMARC1; p=none']],
    }
    const resolver = async (name: string, type: string): Promise<string[][]> =>
      records[`${type} ${name}`] ?? Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }))
    const authenticate = openAuthentication({ resolver })
    const agents = ['ieva@veloshop.example', 'admin@legitimate.com']
    let tried = 0
    for (const name of readdirSync(corpus)) {
      const raw = readFileSync(path.join(corpus, name), 'latin1')
      for (const agent of agents) {
        for (const mailFrom of ['any@mailfrom.attack.com', 'any@attack.com', '', agent]) {
          const mail = Buffer.from(raw.replaceAll('admin@legitimate.com', agent), 'latin1')
          const proof = await authenticate(mail, { ip: '198.51.100.77', helo: 'attack.com', mailFrom })
          await bring(desk, { raw: mail, proof, mailFrom })
          const said = await newest()
          expect(said?.staffId).toBeNull()
          // A pass of the attacker's own domain may prove the attacker's own address, and no other.
          if (!said?.fromAddress.endsWith('attack.com')) expect(said?.marks, `${name} as ${said?.fromAddress}`).not.toContain('proven')
          tried++
        }
      }
    }
    console.info(`S5: ${tried} spoofed mails of the corpus, 0 proven`)
  },
)

test('S6: two hundred ways into a thread show nothing of it to anybody else', async () => {
  later()
  const roll = dice(20261125)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(roll() * items.length)] as Item
  const it = await thread('mehmet.kaya@posta.example')
  const settled = await desk.change({ kind: 'customer', id: desk.cast.customers['mehmet']?.id ?? '', caseId: it.caseId }, (ctx) =>
    acceptCase(ctx, it.caseId),
  )
  expect(settled).toBeUndefined()
  const start = await value<string>(desk, 'select max(id) from outgoing_mails')
  const token = it.replyTo.replace('help+', 'help+')
  const ways = [
    { headers: `In-Reply-To: ${it.signed}\r\n` },
    { headers: `References: ${it.held}\r\n` },
    { headers: `References: ${it.signed} ${it.held}\r\n` },
    { to: token },
    { to: token.toUpperCase().replace('@KEPT.EXAMPLE', '@kept.example') },
    { to: token.replace(/\.[a-z2-7]{3}/, '.aaa') },
    { to: `help+${it.number}@kept.example` },
    { to: `help+${it.number}.@kept.example` },
    { subject: `Re: We answer by 12:00 (K-${it.number})` },
    { subject: `[K-${it.number}] A bell` },
    { headers: `In-Reply-To: <k.${it.caseId.slice(5)}.abcdefghijkl.${'A'.repeat(22)}@kept.example>\r\n` },
    { to: 'billing@kept.example', headers: `In-Reply-To: ${it.held}\r\n` },
    { to: 'billing@kept.example', headers: `In-Reply-To: ${it.signed}\r\n` },
  ]
  const senders = [
    'stranger@evil.example',
    '"Mehmet Kaya" <stranger@evil.example>',
    '"mehmet.kaya@posta.example" <stranger@evil.example>',
    'mehmet.kaya@posta.example.evil.example',
    'MEHMET.KAYA@posta.example',
    '<mehmet.kaya@posta.example>',
    'ieva@veloshop.example',
    'giedre@miestas.example',
    'stranger@evil.example, mehmet.kaya@posta.example',
  ]
  const extras = [
    '',
    'Cc: stranger@evil.example\r\n',
    'Reply-To: stranger@evil.example\r\n',
    'Sender: mehmet.kaya@posta.example\r\n',
    'Resent-To: stranger@evil.example\r\nDisposition-Notification-To: stranger@evil.example\r\nReturn-Receipt-To: stranger@evil.example\r\n',
  ]
  const wrong: string[] = []
  let joined = 0
  for (let variant = 0; variant < (process.env['FULL'] ? 2_000 : 200); variant++) {
    const [way, from, extra, proof] = [pick(ways), pick(senders), pick(extras), pick(proofs)]
    const isTheirs = /^<?mehmet\.kaya@posta\.example>?$/i.test(from)
    const [outcome] = await bring(desk, {
      text: 'Please send me everything again.',
      ...way,
      from,
      proof,
      mailFrom: 'stranger@evil.example',
      headers: (way.headers ?? '') + extra,
    })
    const said = await newest()
    const name = `${variant} ${from} ${JSON.stringify(way)} ${proof}`
    if (outcome?.became === 'message' && said) {
      joined++
      if (outcome.caseId === it.caseId && !isTheirs && !said.marks.includes('stranger')) wrong.push(`${name}: not marked as a stranger's`)
      if (isTheirs && proof === 'fail' && !said.marks.includes('unproven')) wrong.push(`${name}: not marked as unproven`)
      if (!/In-Reply-To|References/.test(way.headers ?? '') && way.to?.toLowerCase() !== token.toLowerCase())
        wrong.push(`${name}: joined by a number alone`)
    }
    if (
      !isTheirs &&
      (await value(desk, 'select state from cases where id = $1', it.caseId)) === 'open' &&
      !wrong.some((one) => one.includes('reopened'))
    ) {
      const mine = await value<number>(desk, "select count(*)::int from events where case_id = $1 and name = 'case.reopened'", it.caseId)
      if (mine > 1) wrong.push(`${name}: reopened`)
    }
    desk.clock.forward({ minutes: 7 })
  }
  await desk.sweep()
  const { caseId } = it
  await desk
    .change(desk.cast.staff.tomas, (ctx) => answerCase(ctx, { caseId, text: `${secret} once more`, undoSeconds: 0 }))
    .catch(() => {})
  await desk.sweep()
  const sent = await rows<Mail>(desk, 'select * from outgoing_mails where id > $1', start)
  const foreign = sent.filter(({ toAddress }) => toAddress !== 'mehmet.kaya@posta.example')
  const link = new URL(caseLink(desk.kept.house, { id: caseId, linkVersion: 1 }, desk.clock.now())).pathname.slice(0, 30)
  expect(foreign.filter((mail) => mail.caseId === caseId)).toEqual([])
  expect(
    foreign.filter(
      ({ subject, text, html, refs }) => [secret, link].some((one) => (subject + text + html).includes(one)) || refs.includes(it.signed),
    ),
  ).toEqual([])
  expect(wrong).toEqual([])
  expect(joined).toBeGreaterThan(20)
  expect(await value(desk, 'select customer_id from cases where id = $1', caseId)).toBe(desk.cast.customers['mehmet']?.id)
  console.info(`S6: ${sent.length} mails after the variants, ${joined} joined a thread, 0 to an address not proven for it`)
})

test('S7: a service writes to every desk and reply address, and who opened the case reads none of it', async () => {
  later()
  const opened = await bring(desk, { from: 'thief@evil.example', subject: 'Hello', text: 'My bell does not ring.' })
  const caseId = opened[0] && 'caseId' in opened[0] ? opened[0].caseId : ''
  await desk.sweep()
  const reply = (await mails()).filter((mail) => mail.caseId === caseId).at(-1)?.replyTo ?? ''
  const code = 'zqxcode 481516'
  for (const to of [
    'help@kept.example',
    'support@kept.example',
    'billing@kept.example',
    'help+signup@kept.example',
    'help+thief@kept.example',
    reply,
  ]) {
    for (const from of ['no-reply@service.example', 'no-reply@kept.example', 'thief@service.example']) {
      await bring(desk, {
        to,
        from,
        mailFrom: '',
        subject: `Your code: ${code}`,
        text: `Your code is ${code}. https://service.example/verify?t=zqxcode`,
        file: { name: 'zqxcode.txt', bytes: code },
        proof: 'pass',
        headers: 'Auto-Submitted: auto-generated\r\n',
      })
      await bring(desk, { to, from, subject: `Your code: ${code}`, text: `Your code is ${code}.`, proof: 'pass' })
    }
  }
  await desk.sweep()
  const strange = await rows<Said>(desk, "select * from messages where case_id = $1 and text like '%zqxcode%'", caseId)
  expect(strange.length).toBeGreaterThan(0)
  expect(strange.every(({ marks }) => marks.includes('stranger'))).toBe(true)
  const toThief = (await mails()).filter(({ toAddress }) => toAddress === 'thief@evil.example')
  expect(toThief.filter(({ subject, text, html }) => /zqxcode/.test(subject + text + html))).toEqual([])
  const page = new URL(caseLink(desk.kept.house, { id: caseId, linkVersion: 1 }, desk.clock.now())).pathname
  const files = await rows<{ id: string }>(
    desk,
    'select a.id from attachments a join messages m on m.id = a.message_id where m.case_id = $1',
    caseId,
  )
  for (const url of [page, `${page}/escalation`, `${page}/end`, `${page}/rating`, ...files.map(({ id }) => `${page}/files/${id}`)]) {
    const answer = await knock(desk, { headers: { accept: 'text/html' } }, { method: 'GET', url })
    expect(answer.body, url).not.toMatch(/zqxcode/)
    if (url.includes('/files/')) expect(answer.statusCode).toBe(404)
  }
})

test("S8: as a relay the desk is worth nothing: few mails, none of the sender's words", async () => {
  later()
  const roll = dice(20261125)
  const [posts, victims] = process.env['FULL'] ? [10_000, 1_000] : [500, 50]
  const start = desk.clock.now()
  const bait = 'zqxbait'
  for (let post = 0; post < posts; post++) {
    const victim = `victim${Math.floor(roll() * victims)}@mail.example`
    await bring(desk, {
      from: `"${bait} name" <${victim}>`,
      subject: `${bait} https://evil.example/${post}`,
      text: `${bait} pay here https://evil.example/${post}`,
      proof: post % 2 ? 'fail' : 'unknown',
      mailFrom: `x${post % 50}@evil.example`,
      headers: `Reply-To: ${bait}@evil.example\r\nCc: cc${post}@mail.example\r\n`,
    })
    if (post % 100 === 99) desk.clock.forward({ minutes: 30 })
  }
  await desk.pass({ hours: 1 })
  const sent = (await mails()).filter(({ createdAt, state }) => createdAt >= start && state === 'sent')
  expect(
    sent
      .filter(({ subject, text, html }) => (subject + text + html).includes(bait))
      .map(({ kind, toAddress, subject, text }) => [kind, toAddress, subject, text]),
  ).toEqual([])
  const most = mostInAnHour(sent)
  expect(most).toBeLessThanOrEqual(3)
  expect(sent.filter(({ toAddress }) => /^cc|zqxbait/.test(toAddress))).toEqual([])
  console.info(`S8: ${posts} posts, ${sent.length} mails, at most ${most} an hour to an address, 0 of the sender's words`)
}, 120_000)

test('S8: the address of a known customer is no way to send them words', async () => {
  later()
  const start = desk.clock.now()
  for (const proof of ['fail', 'unknown'] as const)
    await bring(desk, { from: 'Jonas <jonas.vaitkus@pastas.example>', subject: 'zqxbait subject', text: 'zqxbait text', proof })
  await desk.sweep()
  const sent = (await mails()).filter(({ createdAt, toAddress }) => createdAt >= start && toAddress === 'jonas.vaitkus@pastas.example')
  expect(sent.length).toBeGreaterThan(0)
  expect(sent.filter(({ subject, text, html }) => /zqxbait/.test(subject + text + html))).toEqual([])
})

test('S5: whoever left is no agent any more', async () => {
  const gone = await hire(desk, 'gone', 'admin', [desk.cast.teams.front])
  const { openSession } = await import('../../server/people/session.ts')
  const { token } = await desk.change({ kind: 'system' }, (ctx) => openSession(ctx, gone.id))
  const me = () => knock(desk, { headers: { cookie: `kept_session=${token}` } }, { method: 'GET', url: '/api/v1/me' })
  expect((await me()).statusCode).toBe(200)
  await rows(desk, 'update staff set disabled_at = now() where id = $1', gone.id)
  expect((await me()).statusCode).toBe(401)
})

function mostInAnHour(sent: readonly Mail[]): number {
  const to = Map.groupBy(sent, ({ toAddress }) => toAddress)
  return Math.max(
    0,
    ...[...to.values()].flatMap((all) =>
      all.map(
        ({ createdAt }) =>
          all.filter((other) => other.createdAt >= createdAt && other.createdAt.getTime() < createdAt.getTime() + 3_600_000).length,
      ),
    ),
  )
}

import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Dice } from './dice.ts'
import type { Journal } from './journal.ts'

/** Where clients knock. */
export interface Doors {
  url: string
  smtpPort: number
  key: string
}

/** Calls the API once; status 0 where no whole answer came. */
export async function ask(
  doors: Doors,
  method: string,
  path: string,
  body?: object,
  key?: string,
  signal?: AbortSignal,
): Promise<{ status: number; body: string; headers: Headers }> {
  const headers = {
    authorization: `Bearer ${doors.key}`,
    ...(body && { 'content-type': 'application/json' }),
    ...(key && { 'idempotency-key': key }),
  }
  const limit = AbortSignal.timeout(longestAnswerMs)
  try {
    const answer = await fetch(doors.url + path, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    return { status: answer.status, body: await answer.text(), headers: answer.headers }
  } catch {
    return { status: limit.aborted ? hung : 0, body: '', headers: new Headers() }
  }
}

/** No request may wait longer (R3); one that does is noted under this status and found by the tests. */
const longestAnswerMs = 30_000
export const hung = 599

/** Speaks SMTP once; the reply code that decided, 0 where the line broke. Without data it goes after its recipients and leaves nothing. */
export async function sendMail(
  port: number,
  mail: { from: string; to: readonly string[]; data: string | Uint8Array | null },
): Promise<number> {
  const line = await dial(port)
  try {
    const before = ['EHLO client.example', `MAIL FROM:<${mail.from}>`, ...mail.to.map((address) => `RCPT TO:<${address}>`)]
    let code = await line.hear()
    for (const word of before) {
      if (code !== 220 && code !== 250) return code
      code = await line.say(`${word}\r\n`)
    }
    if (code !== 250 || mail.data === null) return code
    code = await line.say('DATA\r\n')
    return code === 354 ? await line.say(stuffed(mail.data)) : code
  } finally {
    line.close()
  }
}

/** A dot that begins a line is doubled (RFC 5321, 4.5.2), and the end is marked. */
function stuffed(data: string | Uint8Array): Buffer {
  const text = (typeof data === 'string' ? Buffer.from(data) : Buffer.from(data))
    .toString('latin1')
    .replace(/\r?\n/g, '\r\n')
    .replace(/^\./gm, '..')
  return Buffer.from(`${text.replace(/(\r\n)?$/, '\r\n')}.\r\n`, 'latin1')
}

interface Line {
  hear(): Promise<number>
  say(words: string | Buffer): Promise<number>
  close(): void
}

function dial(port: number): Promise<Line> {
  const socket: Socket = connect(port, '127.0.0.1')
  let heard = ''
  let broken = false
  let waiting: ((code: number) => void) | null = null
  const look = () => {
    const match = /^(\d{3}) [^\n]*\n/m.exec(heard)
    if (!waiting || (!match && !broken)) return
    const tell = waiting
    waiting = null
    heard = match ? heard.slice(match.index + match[0].length) : ''
    tell(match ? Number(match[1]) : 0)
  }
  const breakOff = () => ((broken = true), look())
  socket.on('data', (bytes) => ((heard += bytes.toString('latin1')), look()))
  socket.on('error', breakOff)
  socket.on('close', breakOff)
  socket.setTimeout(longestAnswerMs, () => socket.destroy())
  const hear = () => new Promise<number>((resolve) => ((waiting = resolve), look()))
  return Promise.resolve({ hear, say: (words) => (socket.write(words), hear()), close: () => void socket.destroy() })
}

/** A client's way of life: it writes until it is told to stop, and writes down what it wanted and what it heard. */
export interface Client {
  doors: Doors
  dice: Dice
  journal: Journal
  /** Cases this client was told the id of. */
  known: string[]
  name: string
}

/** Does one thing chosen by the dice. Some of what got no answer is tried again under the same key or Message-ID, some is left unknown. */
export async function act(client: Client): Promise<void> {
  const { dice, known } = client
  const roll = dice.roll()
  if (roll < 0.25) return mail(client)
  if (roll < 0.4) return upload(client)
  if (roll < 0.65 || !known.length) return openCase(client)
  const [what, method, path] = dice.pick(ways)
  const id = dice.pick(known)
  const mark = dice.mark()
  const body = {
    text: `As I said: ${mark}`,
    ...(what === 'answer' ? { undoSeconds: 0 } : { as: what, ...(what === 'update' && { undoSeconds: 0 }) }),
  }
  await insist(client, mark, what, () =>
    ask(client.doors, method, `/api/v1/cases/${id}${path}`, body, `key-${mark}`).then(({ status }) => status),
  )
}

const ways = [
  ['customer', 'POST', '/messages'],
  ['note', 'POST', '/messages'],
  ['update', 'POST', '/messages'],
  ['answer', 'PUT', '/answer'],
] as const

async function openCase(client: Client): Promise<void> {
  const { dice, doors, known } = client
  const mark = dice.mark()
  const body = { customer: { email: `${mark}@client.example`, name: 'A Client' }, text: `The rear light flickers. ${mark}` }
  await insist(client, mark, 'case', async () => {
    const answer = await ask(doors, 'POST', '/api/v1/cases', body, `key-${mark}`)
    if (answer.status === 201) known.push((JSON.parse(answer.body) as { id: string }).id)
    return answer.status
  })
}

async function mail(client: Client): Promise<void> {
  const { dice, doors } = client
  const mark = dice.mark()
  const file = bytesOf(dice)
  const from = `${mark}@client.example`
  const data = mailText({ mark, from, file })
  await insist(client, mark, 'mail', () => sendMail(doors.smtpPort, { from, to: ['help@kept.example'], data }), [
    createHash('sha256').update(file).digest('hex'),
  ])
}

/** The form of the portal with a file. Its answer to what it keeps is the way on (303): for the journal that is an acknowledgement. */
async function upload(client: Client): Promise<void> {
  const { dice, doors } = client
  const mark = dice.mark()
  const file = bytesOf(dice)
  const form = new FormData()
  for (const [name, value] of [
    ['_key', `key-${mark}`],
    ['need', `The form tells of it: ${mark}`],
    ['kind', 'request'],
  ] as const)
    form.set(name, value)
  form.set('files', new Blob([file], { type: 'application/octet-stream' }), 'picture.bin')
  await insist(
    client,
    mark,
    'form',
    async () => {
      try {
        const { status } = await fetch(`${doors.url}/`, {
          method: 'POST',
          body: form,
          redirect: 'manual',
          signal: AbortSignal.timeout(longestAnswerMs),
        })
        return status === 303 ? 201 : status
      } catch {
        return 0
      }
    },
    [createHash('sha256').update(file).digest('hex')],
  )
}

const bytesOf = (dice: Dice): Buffer<ArrayBuffer> => Buffer.from(Array.from({ length: 500 + dice.below(30_000) }, () => dice.below(256)))

/** Tries once; where no answer came, half of the time tries again until one comes, as careful clients do. */
async function insist(
  client: Client,
  mark: string,
  what: string,
  call: () => Promise<number>,
  files: readonly string[] = [],
): Promise<void> {
  const { dice, journal } = client
  const stubborn = dice.roll() < 0.5
  for (let nth = 0; nth < 200; nth++) {
    journal.intend({ mark, what, files })
    const status = await call()
    journal.answered(mark, status)
    const unknown = status === 0 || status === 503 || status === 451 || status === 421
    if (!unknown) return
    await pause(50)
    if (!stubborn) return
  }
}

function mailText({ mark, from, file }: { mark: string; from: string; file: Buffer }): string {
  const encoded = file.toString('base64').replace(/.{76}/g, '$&\r\n')
  return [
    `From: A Client <${from}>`,
    'To: help@kept.example',
    'Subject: A picture of it',
    `Message-ID: <${mark}@client.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="edge"',
    '',
    '--edge',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Here is what it looks like. ${mark}`,
    '',
    '--edge',
    'Content-Type: application/octet-stream; name="picture.bin"',
    'Content-Disposition: attachment; filename="picture.bin"',
    'Content-Transfer-Encoding: base64',
    '',
    encoded,
    '--edge--',
    '',
  ].join('\r\n')
}

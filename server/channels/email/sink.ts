import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** What the sink got: the envelope and the whole mail, whether or not it said 250. */
export interface Sunk {
  from: string
  to: string[]
  raw: Buffer
}

export type Behaviour = 'take' | '421' | '451' | '550 rcpt' | '554 data' | 'hang' | 'cut after data'

export interface Sink {
  url: string
  mails: Sunk[]
  /** How the next mails are met, in order; then the last one for ever. */
  behave(...next: Behaviour[]): void
  close(): Promise<void>
}

/** A mail server for tests that takes everything and can answer 4xx and 5xx, hang, or cut the line after it had the mail. */
export async function openSink(): Promise<Sink> {
  const mails: Sunk[] = []
  const sockets = new Set<Socket>()
  let script: Behaviour[] = ['take']
  const next = (): Behaviour => (script.length > 1 ? script.shift() : script[0]) ?? 'take'
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    converse(socket, mails, next)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    behave: (...wished) => void (script = wished),
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function converse(socket: Socket, mails: Sunk[], next: () => Behaviour): void {
  let pending: Buffer = Buffer.alloc(0)
  let inData = false
  let behaviour: Behaviour = 'take'
  let mail: Sunk = { from: '', to: [], raw: Buffer.alloc(0) }
  const say = (line: string) => void socket.write(`${line}\r\n`)
  say('220 sink')
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    for (;;) {
      const end = pending.indexOf(inData ? '\r\n.\r\n' : '\r\n')
      if (end === -1) return
      const piece = pending.subarray(0, end)
      pending = pending.subarray(end + (inData ? 5 : 2))
      if (inData) finish(piece)
      else command(piece.toString('latin1'))
    }
  })

  function command(line: string): void {
    const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
    if (/^EHLO/i.test(line)) return say('250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8')
    if (/^MAIL/i.test(line)) {
      behaviour = next()
      mail = { from: address, to: [], raw: Buffer.alloc(0) }
      return behaviour === '421'
        ? (say('421 going away'), void socket.end())
        : behaviour === '451'
          ? say('451 4.7.1 greylisted')
          : say('250 ok')
    }
    if (/^RCPT/i.test(line)) return behaviour === '550 rcpt' ? say('550 5.1.1 no such user') : (mail.to.push(address), say('250 ok'))
    if (/^DATA/i.test(line)) return ((inData = true), say('354 go on'))
    if (/^QUIT/i.test(line)) return (say('221 bye'), void socket.end())
    say('250 ok')
  }

  function finish(body: Buffer): void {
    inData = false
    if (behaviour === '554 data') return say('554 5.7.1 not wanted')
    if (behaviour === 'hang') return
    mails.push({ ...mail, raw: Buffer.from(body.toString('latin1').replace(/(^|\r\n)\.\./g, '$1.'), 'latin1') })
    if (behaviour === 'cut after data') return void socket.destroy()
    say('250 2.0.0 taken')
  }
}

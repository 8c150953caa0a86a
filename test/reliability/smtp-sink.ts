import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

/**
 * What the sink does with the next mail: takes it; refuses it for now or for good; says nothing more; cuts the line before or right after
 * its 250; or takes it late.
 */
export type Behaviour = 'take' | '421' | '451' | '550' | 'hang' | 'cut_before' | 'cut_after' | 'late'

/** A mail the sink took responsibility for, or whose bytes it had when it broke off. */
export interface Sunk {
  from: string
  to: string[]
  messageId: string
  bodySha256: string
  behaviour: Behaviour
  /** Whether 250 was said. */
  taken: boolean
}

export interface SmtpSink {
  url: string
  sunk: Sunk[]
  /** Decides for each mail, by its Message-ID and how many times that one came. */
  behave(decide: (messageId: string, nth: number) => Behaviour): void
  /** Hears of every mail at the moment its bytes are complete, before any answer. */
  onMail(heard: (mail: Sunk) => void): void
  close(): Promise<void>
}

const lateMs = 200

/** A real SMTP server in this process that records what it gets and breaks in the ways servers break. */
export async function openSmtpSink(): Promise<SmtpSink> {
  const sunk: Sunk[] = []
  const seen = new Map<string, number>()
  let decide: (messageId: string, nth: number) => Behaviour = () => 'take'
  let heard: (mail: Sunk) => void = () => {}
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 200,
    onData: (stream, session, callback) =>
      void collected(stream).then(
        (raw) => {
          const mail = mailOf(raw, session)
          const nth = (seen.get(mail.messageId) ?? 0) + 1
          seen.set(mail.messageId, nth)
          mail.behaviour = decide(mail.messageId, nth)
          sunk.push(mail)
          heard(mail)
          answer(mail, socketOf(server, session), callback)
        },
        (error: Error) => callback(error),
      ),
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    sunk,
    behave: (wish) => (decide = wish),
    onMail: (listener) => (heard = listener),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

type Callback = (error?: Error | null, message?: string) => void

function answer(mail: Sunk, cut: () => void, callback: Callback): void {
  const { behaviour } = mail
  if (behaviour === 'hang') return
  if (behaviour === 'cut_before') return cut()
  if (/^\d/.test(behaviour)) return callback(Object.assign(new Error('As told'), { responseCode: Number(behaviour) }))
  const take = () => {
    mail.taken = true
    callback(null, 'OK')
    if (behaviour === 'cut_after') setImmediate(cut)
  }
  if (behaviour === 'late') setTimeout(take, lateMs)
  else take()
}

function mailOf(raw: Buffer, session: SMTPServerSession): Sunk {
  const text = raw.toString('latin1')
  const blank = text.indexOf('\r\n\r\n')
  const { mailFrom, rcptTo } = session.envelope
  return {
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
    messageId: /^Message-ID:\s*(<[^>]+>)/im.exec(text.slice(0, blank))?.[1] ?? '',
    bodySha256: createHash('sha256')
      .update(text.slice(blank).replace(/_NmP-\w+/g, ''))
      .digest('hex'),
    behaviour: 'take',
    taken: false,
  }
}

/** smtp-server keeps its connections to itself; the one of a session is found by its id. */
function socketOf(server: SMTPServer, session: SMTPServerSession): () => void {
  const connections = (server as unknown as { connections: Set<{ id: string; _socket?: { destroy(): void } }> }).connections
  const connection = [...connections].find(({ id }) => id === session.id)
  return () => connection?._socket?.destroy()
}

async function collected(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

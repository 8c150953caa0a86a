import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { system } from '#platform/context.ts'
import { change, look, type Kept } from '#platform/kept.ts'
import { findMailbox, type Place } from '../mailbox.ts'
import { arrive } from './arrival.ts'
import { openAuthentication, type Authenticate } from './authentication.ts'
import { createMailReader, type MailReader } from './reading/index.ts'

export interface SmtpDoorOptions {
  port: number
  host?: string | undefined
  authenticate?: Authenticate
  /** PEM texts; without them STARTTLS is not spoken. */
  certificate?: { key: string; cert: string }
}

export interface SmtpDoor {
  port: number
  close(): Promise<void>
}

/** The largest mail, announced by SIZE (decision 13). */
export const mailSizeLimit = 25 * 1024 * 1024
/** All mails under way together; beyond it senders are asked to come back. */
const memoryLimit = 256 * 1024 * 1024
const connections = 200

/**
 * The door for mail: answers 250 only after the mail and what became of it are committed, 550 to addresses that are none of ours, and 451 to
 * anything unforeseen, so that the sender keeps its copy and comes again.
 */
export async function openSmtpDoor(kept: Kept, options: SmtpDoorOptions): Promise<SmtpDoor> {
  const reader = createMailReader()
  const authenticate = options.authenticate ?? openAuthentication()
  const places = new WeakMap<SMTPServerSession, Map<string, Place>>()
  const inside = { bytes: 0 }
  const server = new SMTPServer({
    ...options.certificate,
    disabledCommands: options.certificate ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    name: new URL(kept.house.baseUrl).hostname,
    size: mailSizeLimit,
    rejectOversized: true,
    maxClients: connections,
    maxRecipients: 100,
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    socketTimeout: 60_000,
    closeTimeout: 2_000,
    onMailFrom(_address, session, callback) {
      places.delete(session)
      callback()
    },
    onRcptTo({ address }, session, callback) {
      knock(kept, address).then(
        (place) => {
          places.set(session, (places.get(session) ?? new Map<string, Place>()).set(address, place))
          callback()
        },
        (error: Error) => callback(error),
      )
    },
    onData(stream, session, callback) {
      const found = [...new Map([...(places.get(session)?.values() ?? [])].map((place) => [place.mailboxId, place])).values()]
      takeMail(kept, { stream, session, places: found, reader, authenticate, inside }).then(
        () => callback(null, 'OK: it is ours now'),
        (error: Error) => callback(error),
      )
    },
  })
  server.on('error', (error) => kept.log('debug', 'smtp.connection', { error }))
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(options.port, options.host ?? '127.0.0.1', resolve)
  })
  const close = async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()))
    await reader.close()
  }
  return { port: (server.server.address() as AddressInfo).port, close }
}

/** Refuses with a reply code of SMTP. */
function reply(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code })
}

async function knock(kept: Kept, address: string): Promise<Place> {
  const place = await look(kept, system, 'en', (ctx) => findMailbox(ctx, address)).catch((error: unknown) => later(kept, error))
  if (!place) throw reply(550, 'No such address here')
  return place
}

interface Coming {
  stream: SMTPServerDataStream
  session: SMTPServerSession
  places: readonly Place[]
  reader: MailReader
  authenticate: Authenticate
  inside: { bytes: number }
}

async function takeMail(kept: Kept, coming: Coming): Promise<void> {
  const raw = await collected(coming)
  try {
    await handOver(kept, coming, raw)
  } catch (error) {
    later(kept, error)
  } finally {
    coming.inside.bytes -= raw.byteLength
  }
}

async function handOver(kept: Kept, { session, places, reader, authenticate }: Coming, raw: Buffer): Promise<void> {
  const { mailFrom, rcptTo } = session.envelope
  const envelope = { mailFrom: mailFrom ? mailFrom.address : '', recipients: rcptTo.map(({ address }) => address) }
  const connection = { ip: session.remoteAddress, helo: session.hostNameAppearsAs || '', mailFrom: envelope.mailFrom }
  const [reading, proof] = await Promise.all([reader.read(raw), authenticate(raw, connection)])
  if (!reading.ok && reading.reason === 'closed') throw new Error('The door is closing')
  const outcomes = await change(kept, system, 'en', (ctx) =>
    arrive(ctx, kept.house, { raw, reading, envelope, proof, acknowledge: true }, places),
  )
  kept.log('debug', 'mail.arrived', { size: raw.byteLength, became: outcomes.map(({ became }) => became) })
}

/** The whole mail in memory, whose total is bounded over all connections. */
async function collected({ stream, inside }: Coming): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  let refused = false
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (refused || stream.sizeExceeded) continue
    size += chunk.byteLength
    inside.bytes += chunk.byteLength
    if (inside.bytes > memoryLimit) refused = true
    else chunks.push(chunk)
  }
  if (!refused && !stream.sizeExceeded) return Buffer.concat(chunks, size)
  inside.bytes -= size
  throw refused ? reply(452, 'Too much mail at once: come again') : reply(552, 'Too large: the limit is 25 MB')
}

/** Nothing was written: the sender shall come again. The words tell nothing about the inside. */
function later(kept: Kept, error: unknown): never {
  kept.log('warn', 'mail.postponed', { error })
  throw reply(451, 'Not now: come again')
}

import { promises as dns } from 'node:dns'
import { isIP } from 'node:net'
import type { DNSResolver } from 'mailauth'

/** Whether a mail is from the domain its From names: a DMARC-aligned pass proves this one message, nothing more. */
export type Proof = 'pass' | 'fail' | 'unknown'

export interface Connection {
  ip: string
  helo: string
  mailFrom: string
}

/** Asks SPF, DKIM and DMARC about a mail; never throws, never takes longer than its limit. What the mail claims about itself is not asked. */
export type Authenticate = (raw: Buffer, connection: Connection) => Promise<Proof>

export interface AuthenticationOptions {
  resolver?: DNSResolver
  limitMs?: number
}

const pauseMs = 60_000
const timeoutsToPause = 3

/** An authentication over DNS. When DNS does not answer three times in a row it is left alone for a minute: mail never waits for it. */
export function openAuthentication({ resolver = ask, limitMs = 3_000 }: AuthenticationOptions = {}): Authenticate {
  let missed = 0
  let pausedUntil = 0
  return async (raw, connection) => {
    if (!isProvable(raw, connection.ip)) return 'fail'
    if (performance.now() < pausedUntil) return 'unknown'
    const proof = await within(limitMs, verdict(raw, connection, resolver))
    missed = proof === 'unknown' ? missed + 1 : 0
    if (missed >= timeoutsToPause) pausedUntil = performance.now() + pauseMs
    return proof
  }
}

/** Without a signature and from a private address nothing can pass, and DNS need not be asked. */
function isProvable(raw: Buffer, ip: string): boolean {
  return (
    isPublic(ip) ||
    /^dkim-signature[ \t]*:/im.test(
      raw
        .subarray(0, 256_000)
        .toString('latin1')
        .split(/\r?\n\r?\n/, 1)[0] ?? '',
    )
  )
}

async function verdict(raw: Buffer, { ip, helo, mailFrom }: Connection, resolver: DNSResolver): Promise<Proof> {
  const path = isPublic(ip) ? { ip, helo, sender: mailFrom } : { sender: '' }
  // Loaded by the first mail that could pass: a quarter of an idle desk's memory would be this library.
  const { authenticate } = await import('mailauth')
  const { dmarc } = await authenticate(raw, {
    ...path,
    resolver,
    disableArc: true,
    disableBimi: true,
    trustReceived: false,
    rejectRsaSha1: true,
    mta: 'kept',
  })
  if (!dmarc) return 'fail'
  const { result } = dmarc.status
  if (result === 'temperror' || result === 'temperr') return 'unknown'
  return result === 'pass' ? 'pass' : 'fail'
}

async function within(ms: number, work: Promise<Proof>): Promise<Proof> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Proof>((resolve) => (timer = setTimeout(() => resolve('unknown'), ms)))
  const done = work.catch((): Proof => 'unknown')
  return Promise.race([done, late]).finally(() => clearTimeout(timer))
}

const ask: DNSResolver = (domain, type) => dns.resolve(domain, type) as Promise<string[][] | string[]>

/** Whether an address can be found in SPF records: neither this machine nor a private network. */
function isPublic(ip: string): boolean {
  const bare = ip.replace(/^::ffff:/i, '')
  return isIP(bare) !== 0 && !/^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|0\.|::1$|::$|f[cd]|fe80)/i.test(bare)
}

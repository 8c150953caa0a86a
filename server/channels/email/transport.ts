import { createTransport } from 'nodemailer'
import type { OutgoingMail } from './outgoing-store.ts'

/** Hands a mail to the server outside; resolves once it took responsibility. */
export interface Transport {
  send(mail: OutgoingMail): Promise<void>
  close(): void
}

const parallel = 4

/** A pool of connections to the server of MAIL_URL, with limits on every wait so that a hanging server costs a slot, never the queue. */
export function openTransport(mailUrl: string, waitMs = longestWaitMs): Transport {
  const url = new URL(mailUrl)
  const secure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const pool = createTransport({
    pool: true,
    maxConnections: parallel,
    maxMessages: 200,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 25),
    secure,
    ...(user && { auth: { user, pass: decodeURIComponent(url.password) } }),
    connectionTimeout: 8_000,
    greetingTimeout: 8_000,
    socketTimeout: waitMs,
    tls: { rejectUnauthorized: !isLocal(url.hostname) },
  })
  return { send: async (mail) => void (await within(waitMs, pool.sendMail(composed(mail)))), close: () => pool.close() }
}

/** Under the lease of a minute, so that nobody else sends the same mail meanwhile. */
const longestWaitMs = 25_000

/** The mail as nodemailer builds it: structured addresses, text first, the bounce address our reply token. */
export function composed(mail: OutgoingMail) {
  return {
    envelope: { from: mail.replyTo, to: [mail.toAddress] },
    from: { name: mail.fromName, address: mail.fromAddress },
    to: { name: mail.toName, address: mail.toAddress },
    replyTo: { name: mail.fromName, address: mail.replyTo },
    messageId: mail.messageId,
    date: mail.createdAt,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    ...(mail.inReplyTo && { inReplyTo: mail.inReplyTo, references: mail.refs }),
    ...(mail.calendar && { icalEvent: { method: 'REQUEST', filename: 'call.ics', content: mail.calendar } }),
    headers: headersOf(mail),
    xMailer: false as const,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** What only machines say about themselves, and the language. */
export function headersOf(mail: OutgoingMail): Record<string, string> {
  return {
    'Content-Language': mail.language,
    ...(mail.autoSubmitted && { 'Auto-Submitted': mail.autoSubmitted, 'X-Auto-Response-Suppress': 'All' }),
  }
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' })), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const isLocal = (host: string): boolean => /^(localhost|127\.|\[?::1)/.test(host)

/** Whether trying again is useless: the other side said no for good. A refused password is ours to mend, not the mail's fault. */
export function isPermanent(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  return code !== 'EAUTH' && ((responseCode ?? 0) >= 500 || (code === 'EENVELOPE' && responseCode === undefined))
}

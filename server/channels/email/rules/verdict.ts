import type { ReadMail } from '../reading/index.ts'

/** What becomes of a mail before its words are looked at. `silently`: it is a message like any other, but no machine may answer it. */
export type Verdict = { is: 'aside'; because: AsideReason } | { is: 'bounce' } | { is: 'message'; silently: boolean; isMachine: boolean }

export type AsideReason = 'own_mail' | 'no_sender' | 'list' | 'bulk' | 'auto_reply' | 'report' | 'bounce'

export interface Sighting {
  mail: Pick<ReadMail, 'from' | 'machine' | 'bounce' | 'complaint' | 'warnings'>
  /** The envelope's sender was empty: only machines write so (RFC 5321 4.5.5). */
  emptySender: boolean
  fromOurAddress: boolean
  /** Its Message-ID is one that we signed, or has one of our domains. */
  ourMessageId: 'signed' | 'domain' | 'no'
  /** It continues a case. */
  threaded: boolean
}

/**
 * Decides by RFC 3834 and the field set of machine mail: our own mail comes back to nobody, bounces go to their mail, what machines send
 * unasked is set aside, and whatever a machine may have written is never answered by one.
 */
export function verdictOn(seen: Sighting): Verdict {
  const { mail, threaded } = seen
  if (seen.fromOurAddress || seen.ourMessageId === 'signed') return { is: 'aside', because: 'own_mail' }
  if (mail.bounce) return { is: 'bounce' }
  if (mail.from === null || !isMailable(mail.from.address)) return { is: 'aside', because: 'no_sender' }
  const machine = mail.machine ?? (seen.emptySender ? { kind: 'robot' as const } : null)
  if (mail.complaint || machine?.kind === 'report') return { is: 'aside', because: 'report' }
  if (machine && machine.kind !== 'robot' && !threaded) return { is: 'aside', because: machine.kind }
  const silently = machine !== null || seen.ourMessageId === 'domain' || mail.warnings.includes('answers_suppressed')
  return { is: 'message', silently, isMachine: machine !== null }
}

/** Whether an address can stand in an envelope and a header without meaning anything else there. */
export function isMailable(address: string): boolean {
  return address.length <= 254 && /^[^\s\p{Cc}<>()[\]\\,;:"@]{1,64}@[^\s\p{Cc}<>()[\]\\,;:"@]+$/u.test(address)
}

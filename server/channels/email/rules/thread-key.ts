import { isSame, signature } from '#platform/secret.ts'

/**
 * Our Message-ID: `<k.CASE.CHANCE.MAC@domain>`, signed with 128 bits over case, chance and domain. Whoever names one has seen a mail of
 * ours; nobody can make one up. `caseId` is null for mail that belongs to no case.
 */
export function signedMessageId(
  key: Buffer,
  { caseId, chance, domain }: { caseId: string | null; chance: string; domain: string },
): string {
  const body = `k.${caseId ? caseId.slice(caseId.indexOf('_') + 1) : '0'}.${chance}`
  return `<${body}.${signature(key, 'message-id', `${body}@${domain}`)}@${domain}>`
}

const form = /^<?(k\.(0|[0-9A-HJKMNP-TV-Z]{26})\.[\w-]{8,24})\.([\w-]{22})@([^<>@\s]{1,255})>?$/

/** Whether a Message-ID was made and signed by us. */
export const isOurs = (key: Buffer, messageId: string): boolean => verified(key, messageId) !== null

/** The case in a Message-ID of ours whose signature holds; null for everything else, however similar. */
export function caseOfMessageId(key: Buffer, messageId: string): string | null {
  const part = verified(key, messageId)
  return part === null || part === '0' ? null : `case_${part}`
}

function verified(key: Buffer, messageId: string): string | null {
  const match = form.exec(messageId)
  if (!match) return null
  const [, body = '', part = '', mac = '', domain = ''] = match
  return isSame(mac, signature(key, 'message-id', `${body}@${domain.toLowerCase()}`)) ? part : null
}

/**
 * The address a customer's program replies to: `help+1042.MAC@domain`, in letters that survive lower-casing, short enough for the 64
 * octets of RFC 5321 4.5.3.1.1. The MAC has 128 bits and covers the case's id, so that a number used again opens nothing.
 */
export function replyAddress(key: Buffer, mailbox: string, it: { id: string; number: number }): string {
  const at = mailbox.lastIndexOf('@')
  const token = `${it.number}.${replyMac(key, it)}`
  const local = mailbox.slice(0, at)
  return local.length + token.length + 1 > 64 ? mailbox : `${local}+${token}${mailbox.slice(at)}`
}

/** The case number and MAC in a plus-address, still to be verified by `isReplyTo`; null when it has another form. */
export function replyToken(address: string): { number: number; mac: string } | null {
  const match = /^[^+@]{1,64}\+(\d{1,9})\.([a-z2-7]{26})@/.exec(address.toLowerCase())
  return match ? { number: Number(match[1]), mac: match[2] ?? '' } : null
}

/** Whether a reply token was made by us for this very case. */
export const isReplyTo = (key: Buffer, mac: string, it: { id: string; number: number }): boolean => isSame(mac, replyMac(key, it))

function replyMac(key: Buffer, it: { id: string; number: number }): string {
  return base32(Buffer.from(signature(key, 'reply-to', `${it.number} ${it.id}`), 'base64url'))
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567'

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

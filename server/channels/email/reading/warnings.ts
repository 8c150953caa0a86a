import { domainToUnicode } from 'node:url'
import { isSpoofingName, mailboxes } from './address.ts'
import { hasBidiControl } from './file-name.ts'
import type { HeaderField } from './header-block.ts'
import type { Mailbox } from './mail.ts'

/** What makes a sender doubtful, as codes: `no_sender two_from odd_from spoofed_name look_alike bidi`. */
export function senderWarnings(fields: readonly HeaderField[], from: Mailbox | null, subject: string): string[] {
  const senders = fields.filter(({ name }) => name === 'from')
  const found: string[] = []
  if (from === null) found.push('no_sender')
  if (senders.length > 1 || senders.some(({ value }) => mailboxes(value).length > 1)) found.push('two_from')
  if (senders.some(({ value }) => isOddFrom(value)) || fields.some(({ name }) => isNearlyFrom(name))) found.push('odd_from')
  if (from !== null && isSpoofingName(from)) found.push('spoofed_name')
  if (from !== null && mixesScripts(from.address)) found.push('look_alike')
  if (hasBidiControl(subject) || senders.some(({ value }) => hasBidiControl(value))) found.push('bidi')
  return found
}

/** Protection that we cannot open: `encrypted`, or a container only its maker reads: `tnef`. */
export function contentWarnings(types: readonly string[], text: string): string[] {
  const encrypted =
    types.some((type) => /^application\/(?:pgp-encrypted|(?:x-)?pkcs7-mime)$/.test(type)) || text.includes('-----BEGIN PGP MESSAGE-----')
  const tnef = types.some((type) => /^application\/(?:vnd\.)?ms-tnef$/.test(type))
  return [...(encrypted ? ['encrypted'] : []), ...(tnef ? ['tnef'] : [])]
}

/** Forms that two programs read as two senders: routes, second angles, encoded addresses, hidden characters, no address. */
function isOddFrom(value: string): boolean {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/.test(value)) return true
  const bare = value.replace(/"(?:[^"\\]|\\.)*"/g, '')
  if (/<[^<>]*<|>[^<>,;]*>|<@|<[^<>]*,[^<>]*>|=\?[^?]*\?[^?]*\?[^?]*\?=\s*(?:>|@|$)/.test(bare)) return true
  if (/\([^()]{0,500}@[^()]{0,500}\)/.test(bare)) return true
  const namedByAddress = /@[^<>,;]{0,320}<[^<>]{0,320}@/.test(bare)
  return !namedByAddress && (bare.match(/@/g)?.length ?? 0) > 1 && !bare.includes(',')
}

/** A field name that only looks like From. */
function isNearlyFrom(name: string): boolean {
  return name !== 'from' && name.replace(/[^a-z]/g, '') === 'from'
}

/** A domain label of mixed scripts is how one name is dressed as another (UTS 39, simplified). */
function mixesScripts(address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const labels = (domainToUnicode(domain) || domain).split('.')
  return (
    labels.some((label) => /\p{Script=Latin}/u.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u.test(label)) ||
    labels.slice(0, -1).some((label) => /^[асеорхуіјԛѕһӏԁ]+$/u.test(label))
  )
}

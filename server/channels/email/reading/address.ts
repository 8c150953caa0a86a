import { addressParser } from 'postal-mime'
import { hasBidiControl, showHidden } from './file-name.ts'
import { decodeHeader } from './header-words.ts'
import { LIMITS } from './limits.ts'
import type { Mailbox } from './mail.ts'

/** The mailboxes of an address field, groups opened, addresses in lower case; bounded. */
export function mailboxes(value: string | null): Mailbox[] {
  if (value === null || value.trim() === '') return []
  const found: Mailbox[] = []
  for (const entry of addressParser(value)) {
    for (const { name, address } of entry.group ?? [entry]) {
      if (found.length >= LIMITS.addresses) return found
      if (address) found.push({ name: shownName(name), address: cleanAddress(address) })
    }
  }
  return found
}

/** Whether a display name pretends to be another address than the one behind it, or plays with direction. */
export function isSpoofingName(box: Mailbox): boolean {
  if (hasBidiControl(box.name) || box.name.includes('[U+')) return true
  const claimed = /[^\s<>"'()@,;:]{1,64}@([^\s<>"'()@,;:]{1,190}\.[^\s<>"'()@,;:.]{2,24})/.exec(box.name)
  return claimed !== null && !box.address.endsWith(`@${(claimed[1] ?? '').toLowerCase()}`)
}

function shownName(name: string): string {
  return showHidden(decodeHeader(name)).slice(0, LIMITS.nameLength)
}

function cleanAddress(address: string): string {
  return (
    address
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0020\u007f\s<>]+/g, '')
      .toLowerCase()
      .slice(0, 320)
  )
}

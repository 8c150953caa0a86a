import { isSame, signature } from '#platform/secret.ts'

const day = 86_400_000
/** How long a link opens its case: ninety days. */
export const linkDays = 90

/**
 * The secret part of the page address of one case for its one customer: the case, the day the link ends, and 128 bits of HMAC over both
 * and the case's link version. Nothing of it rests in the database; raising the version ends all older links.
 */
export function caseToken(key: Buffer, { caseId, linkVersion }: { caseId: string; linkVersion: number }, nowMs: number): string {
  const ends = Math.ceil(nowMs / day) + linkDays
  const body = `${caseId.slice(caseId.indexOf('_') + 1)}.${ends.toString(36)}`
  return `${body}.${signature(key, 'case-link', `${body}.${linkVersion}`)}`
}

/** The case a token names, before its signature is checked: null when it has not even the form. */
export function caseOfToken(token: string): string | null {
  const match = /^([0-9A-HJKMNP-TV-Z]{26})\.([0-9a-z]{1,6})\.([\w-]{22})$/.exec(token)
  return match ? `case_${match[1]}` : null
}

/** Whether a token opens the case now. */
export function readToken(key: Buffer, token: string, linkVersion: number, nowMs: number): 'open' | 'expired' | 'wrong' {
  const [body, ends, mac] = [token.slice(0, token.lastIndexOf('.')), token.split('.')[1] ?? '', token.slice(token.lastIndexOf('.') + 1)]
  if (!isSame(mac, signature(key, 'case-link', `${body}.${linkVersion}`))) return 'wrong'
  return Number.parseInt(ends, 36) * day > nowMs ? 'open' : 'expired'
}

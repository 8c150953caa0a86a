import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** SHA-256 in hex: how tokens rest in the database. */
export function hashed(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** An HMAC-SHA-256 over a purpose and a text, in base64url, cut to 128 bits. */
export function signature(key: Buffer, purpose: string, text: string): string {
  return createHmac('sha256', key).update(`${purpose}\n${text}`).digest().subarray(0, 16).toString('base64url')
}

/** Compares in constant time; empty never equals empty. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b)
}

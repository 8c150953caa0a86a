import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

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

/** Seals a text that must rest for a while but be read by nobody who only has the database: AES-256-GCM under a key derived for the purpose. */
export function seal(key: Buffer, purpose: string, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', purposeKey(key, purpose), nonce)
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** Opens what `seal` closed; throws when it was altered or closed under another key. */
export function unseal(key: Buffer, purpose: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const cipher = createDecipheriv('aes-256-gcm', purposeKey(key, purpose), bytes.subarray(0, 12)).setAuthTag(bytes.subarray(-16))
  return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]).toString('utf8')
}

const purposeKey = (key: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, 32))

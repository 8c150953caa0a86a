import { email as emailShape } from '#contract/wire.ts'

/** The columns that a file of purchases must have; `product` and `channel` may be empty or missing. */
export const neededColumns = ['email', 'amount', 'currency', 'date', 'id'] as const

export interface PurchaseLine {
  email: string
  product: string
  amountMinor: number
  currency: string
  boughtAt: Date
  channel: string
  externalId: string
}

/** One line of a file of purchases, or its faults in words. Amounts are decimal (`1240.50` or `1240,50`), dates `2026-05-31` or RFC 3339. */
export function readPurchaseLine(row: Readonly<Record<string, string>>): PurchaseLine | { faults: string[] } {
  const [email, currency, externalId] = [textOf(row, 'email').toLowerCase(), textOf(row, 'currency').toUpperCase(), textOf(row, 'id')]
  const isCurrency = /^[A-Z]{3}$/.test(currency)
  const amountMinor = minorOf(textOf(row, 'amount'), isCurrency ? digitsOf(currency) : 2)
  const boughtAt = dateOf(textOf(row, 'date'))
  const faults = [
    emailShape.safeParse(email).success ? '' : `"${email}" is no e-mail address`,
    isCurrency ? '' : `"${currency}" is no currency: three letters such as EUR`,
    amountMinor === null
      ? `"${textOf(row, 'amount')}" is no amount${isCurrency ? ` in ${currency}` : ''}: a number such as 1240.50, without spaces`
      : '',
    boughtAt ? '' : `"${textOf(row, 'date')}" is no date: 2026-05-31, or with a time 2026-05-31T14:00:00Z`,
    externalId ? '' : 'the number of the purchase (id) is missing',
    externalId.length > 500 ? 'the number of the purchase (id) is longer than 500 letters' : '',
  ].filter(Boolean)
  if (faults.length || amountMinor === null || !boughtAt) return { faults }
  return {
    email,
    product: textOf(row, 'product'),
    amountMinor,
    currency,
    boughtAt,
    channel: textOf(row, 'channel').slice(0, 100),
    externalId,
  }
}

/** How many digits a currency has after the point (ISO 4217): 2 for EUR, 0 for JPY, 3 for KWD. */
export function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

const textOf = (row: Readonly<Record<string, string>>, column: string): string => (row[column] ?? '').replaceAll('\0', '').trim()

function minorOf(text: string, digits: number): number | null {
  const match = /^(-?)(\d{1,12})(?:[.,](\d+))?$/.exec(text)
  const fraction = match?.[3] ?? ''
  if (!match || fraction.replace(/0+$/, '').length > digits) return null
  const minor = Number(`${match[2]}${fraction.slice(0, digits).padEnd(digits, '0')}`)
  return Number.isSafeInteger(minor) && minor <= 1e12 ? (match[1] && minor ? -minor : minor) : null
}

/** A date alone means noon, so that it is the same day wherever it is read. */
function dateOf(text: string): Date | null {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)
  if (!day && !isTime) return null
  const at = new Date(day ? `${text}T12:00:00Z` : text)
  // The 31st of a shorter month would otherwise become another day.
  return Number.isNaN(at.getTime()) || (day && at.toISOString().slice(0, 10) !== text) ? null : at
}

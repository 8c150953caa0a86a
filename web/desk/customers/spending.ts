import type { Spending } from '#contract/products.ts'
import type { Words } from '../kit/language.ts'

/** An amount in the smallest unit of its currency as people read it: `1,240 EUR`, with cents only where there are some. */
export function moneyWords(amountMinor: number, currency: string): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const amount = amountMinor / 10 ** digits
  const shown = Number.isInteger(amount) ? 0 : digits
  return `${new Intl.NumberFormat('en-GB', { minimumFractionDigits: shown, maximumFractionDigits: shown }).format(amount)} ${currency}`
}

/** What somebody spent in twelve months, in a sentence; each currency for itself. */
export const spendingWords = ({ amountMinor, currency, purchases }: Spending): Words => ({
  id: 'desk.spending',
  values: { amount: moneyWords(amountMinor, currency), purchases },
})

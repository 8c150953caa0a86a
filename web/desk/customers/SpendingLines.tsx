import type { ReactNode } from 'react'
import type { Spending } from '#contract/products.ts'
import { say } from '../kit/language.ts'
import { useSettings } from '../kit/settings.ts'
import { spendingWords } from './spending.ts'

/** What a customer spent, told as care; a shared screen may hide it. */
export function SpendingLines({ spending }: { spending: readonly Spending[] }): ReactNode {
  const { value } = useSettings()
  if (value === 'hidden') return null
  return spending.map((one) => (
    <p key={one.currency} className="num mt-1.5">
      {say(spendingWords(one))}
    </p>
  ))
}

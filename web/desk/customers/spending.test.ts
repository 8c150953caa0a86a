import { expect, test } from 'vitest'
import { moneyWords, spendingWords } from './spending.ts'

test('amounts are read in their currency, with cents only where there are some', () => {
  expect(moneyWords(124_000, 'EUR')).toBe('1,240 EUR')
  expect(moneyWords(124_050, 'EUR')).toBe('1,240.50 EUR')
  expect(moneyWords(-1_250, 'EUR')).toBe('-12.50 EUR')
  expect(moneyWords(9_800, 'JPY')).toBe('9,800 JPY')
  expect(moneyWords(1_500, 'KWD')).toBe('1.500 KWD')
  expect(spendingWords({ currency: 'EUR', amountMinor: 124_000, purchases: 7 })).toEqual({
    id: 'desk.spending',
    values: { amount: '1,240 EUR', purchases: 7 },
  })
})

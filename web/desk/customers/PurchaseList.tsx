import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Purchase } from '#contract/products.ts'
import { call } from '../client.ts'
import type { Wire } from '../client.ts'
import { t } from '../kit/language.ts'
import { Part } from '../kit/Page.tsx'
import { useSettings } from '../kit/settings.ts'
import { Failed } from '../kit/states.tsx'
import { dayWords } from '../kit/time.ts'
import { moneyWords } from './spending.ts'

const shownAtOnce = 10

/** What a person bought, newest first; hidden with everything else about money. */
export function PurchaseList({ customerId, zone }: { customerId: string; zone: string }): ReactNode {
  const { value } = useSettings()
  const query = useQuery({
    queryKey: ['customer', customerId, 'purchases'],
    queryFn: ({ signal }) => call<{ items: Wire<Purchase>[] }>(`/customers/${customerId}/purchases`, { signal }).then(({ items }) => items),
    enabled: value === 'shown',
    staleTime: 60_000,
  })
  if (value === 'hidden') return null
  const rows = query.data?.slice(0, shownAtOnce) ?? []
  return (
    <Part title={t('desk.purchases.title')} lead={t('desk.purchases.lead')}>
      {query.isError ? <Failed error={query.error} again={() => void query.refetch()} /> : null}
      <ul className="border-t border-line">
        {rows.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b border-line px-2 py-2">
            <span className="min-w-0 flex-1 basis-40 break-words">{one.product?.name ?? t('desk.purchases.noProduct')}</span>
            <span className="text-xs text-ink-3">{one.channel}</span>
            <span className="num text-xs whitespace-nowrap text-ink-3">{dayWords(Date.parse(one.boughtAt), zone)}</span>
            <span className="num min-w-24 text-end whitespace-nowrap">{moneyWords(one.amountMinor, one.currency)}</span>
          </li>
        ))}
      </ul>
      {(query.data?.length ?? 0) > shownAtOnce ? (
        <p className="mt-2 text-xs text-ink-3">{t('desk.purchases.newest', { count: shownAtOnce })}</p>
      ) : null}
    </Part>
  )
}

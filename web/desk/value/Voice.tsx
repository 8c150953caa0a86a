import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Importance } from '#contract/feedback.ts'
import { call } from '../client.ts'
import { t } from '../kit/language.ts'

/** What a product's own customers say of it, in counts: how soon they needed it, and what mattered most. Nothing while nobody has said anything. */
export function Voice({ productId }: { productId: string }): ReactNode {
  const { data } = useQuery({
    queryKey: ['importance'],
    queryFn: ({ signal }) => call<{ items: Importance[] }>('/importance', { signal }),
    staleTime: 60_000,
  })
  const said = data?.items.find((one) => one.productId === productId)
  if (!said) return null
  const { urgent = 0, ordinary = 0, paperwork = 0 } = said.paces
  const total = urgent + ordinary + paperwork
  const [most] = Object.entries(said.matters).sort(([, one], [, other]) => other - one)
  const voices = Object.values(said.matters).reduce((sum, count) => sum + count, 0)
  return (
    <>
      {total ? <p className="num text-xs text-ink-3">{t('desk.products.voice', { total, urgent, ordinary, paperwork })}</p> : null}
      {most ? (
        <p className="num text-xs text-ink-3">
          {t('desk.products.matters', { what: t(`desk.matter.${most[0]}`), count: most[1], total: voices })}
        </p>
      ) : null}
    </>
  )
}

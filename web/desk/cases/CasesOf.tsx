import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PromiseShape } from '../../kit/promise/PromiseShape.tsx'
import { call } from '../client.ts'
import { say, t } from '../kit/language.ts'
import { Part } from '../kit/Page.tsx'
import { Bones, Failed } from '../kit/states.tsx'
import { rowPromise, rowState } from './sections.ts'
import type { Row } from './sections.ts'

const shownAtOnce = 8

/** The newest cases of an organisation, with the way to all of them in the inbox. */
export function CasesOf({ organisationId, zone, now }: { organisationId: string; zone: string; now: number }): ReactNode {
  const query = useQuery({
    queryKey: ['cases', 'of', organisationId],
    queryFn: ({ signal }) =>
      call<{ items: Row[]; nextCursor: string | null }>(
        `/cases?${new URLSearchParams({ organisation: organisationId, sort: 'newest', limit: String(shownAtOnce) })}`,
        { signal },
      ),
    staleTime: 10_000,
  })
  const rows = query.data?.items ?? []
  return (
    <Part
      title={t('desk.casesOf.title')}
      deed={
        <Link to="/inbox/$view" params={{ view: 'all' }} search={{ organisation: organisationId }} className="link min-h-7">
          {t('desk.casesOf.open')}
        </Link>
      }
    >
      {query.isPending ? <Bones rows={3} /> : null}
      {query.isError ? <Failed error={query.error} again={() => void query.refetch()} /> : null}
      {query.isSuccess && rows.length === 0 ? <p className="text-ink-2">{t('desk.casesOf.none')}</p> : null}
      {rows.length > 0 ? (
        <ul className="border-t border-line">
          {rows.map((row) => (
            <Line key={row.id} row={row} zone={zone} now={now} />
          ))}
        </ul>
      ) : null}
      {query.data?.nextCursor ? <p className="mt-2 text-xs text-ink-3">{t('desk.casesOf.newest', { count: shownAtOnce })}</p> : null}
    </Part>
  )
}

function Line({ row, zone, now }: { row: Row; zone: string; now: number }): ReactNode {
  const state = rowState(row, now)
  const said = rowPromise(row, now, zone)
  const promise =
    row.state === 'open' || row.dueAt ? t(said.id, said.when ? { when: say(said.when) } : undefined) : t(`desk.state.${row.state}`)
  return (
    <li data-promise={state} className="grid grid-cols-[1.25rem_minmax(0,1fr)] items-baseline gap-x-3 border-b border-line px-2 py-2">
      <span className="state-word self-center">{state === 'none' ? null : <PromiseShape state={state} />}</span>
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <Link to="/cases/$id" params={{ id: row.number }} className="link min-w-0 flex-1 basis-48 break-words" lang={row.language}>
          {row.subject}
        </Link>
        <span className="text-xs text-ink-3">{[row.project?.name, row.customer.name].filter(Boolean).join(' · ')}</span>
        <span className="state-word num text-xs whitespace-nowrap">{promise}</span>
      </span>
    </li>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Demand, DemandGroup } from '#contract/demands.ts'
import type { List } from '#contract/wire.ts'
import { call } from '../../client.ts'
import type { Wire } from '../../client.ts'
import { Back } from '../../kit/Back.tsx'
import { say, t } from '../../kit/language.ts'
import { useNow } from '../../kit/now.ts'
import { Bones, Failed } from '../../kit/states.tsx'
import { whenWords } from '../../kit/time.ts'
import { useOptions } from '../menu/queries.ts'
import { ChangeSheet } from './ChangeSheet.tsx'
import { groupWords } from './groupWords.ts'

/** One group: what can be changed for it, and everybody who asked. */
export function GroupView({ group, zone }: { group: Wire<DemandGroup>; zone: string }): ReactNode {
  const [isSaying, setSaying] = useState(false)
  return (
    <>
      <Back to="/demand" search={{}}>
        {t('desk.demand.title')}
      </Back>
      <h1 className="text-xl font-semibold">{groupWords(group)}</h1>
      <p className="num mt-1 text-ink-2">
        {t('desk.demand.countsLong', { asked: group.asked, times: group.times, granted: group.granted })}
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <MenuLink group={group} />
        <Link to="/settings/$page" params={{ page: 'shifts' }} search={group.teamId ? { team: group.teamId } : {}} className="button">
          {t('desk.demand.shifts')}
        </Link>
        <Link to="/settings/$page" params={{ page: 'hours' }} search={{}} className="button">
          {t('desk.demand.hours')}
        </Link>
        <button type="button" className="button primary" disabled={group.waiting === 0} onClick={() => setSaying(true)}>
          {t('desk.demand.say')}
        </button>
      </div>
      <p className="mt-2 text-xs text-ink-3">{t('desk.demand.waiting', { waiting: group.waiting })}</p>
      <People group={group} zone={zone} />
      <ChangeSheet open={isSaying} onClose={() => setSaying(false)} group={group} />
    </>
  )
}

/** The entry of the menu that comes nearest to what is asked: the team's shortest of that form, else a new one. */
function MenuLink({ group }: { group: Wire<DemandGroup> }): ReactNode {
  const { data: options = [] } = useOptions()
  const form = group.kind === 'written' ? 'written' : 'call'
  const own = options.filter((option) => option.form === form && option.active && (option.teamId === group.teamId || option.teamId === ''))
  const [first] = own.toSorted((a, b) => Number(a.teamId === '') - Number(b.teamId === '') || a.minutes - b.minutes)
  return (
    <Link to="/settings/$page" params={{ page: 'promises' }} search={{ entry: first?.id ?? 'new' }} className="button">
      {t('desk.demand.menu')}
    </Link>
  )
}

function People({ group, zone }: { group: Wire<DemandGroup>; zone: string }): ReactNode {
  const now = useNow()
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['demand', group.key],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      call<List<Wire<Demand>>>(`/demands?group=${encodeURIComponent(group.key)}&limit=50${pageParam ? `&cursor=${pageParam}` : ''}`, {
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  if (!data) return isPending ? <Bones rows={5} /> : <Failed error={error} again={() => void refetch()} />
  return (
    <section aria-labelledby="who-asked" className="mt-7">
      <h2 id="who-asked" className="panel-title">
        {t('desk.demand.people')}
      </h2>
      <ul className="mt-1 border-t border-line">
        {data.pages.flatMap(({ items }) =>
          items.map((one) => (
            <li key={one.id} className="border-b border-line">
              <Link
                to="/cases/$id"
                params={{ id: one.caseId }}
                className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-2 py-2.5 hover:bg-hover"
              >
                <span className="min-w-0 flex-1 basis-60">
                  <span className="font-medium">{one.customer}</span> <span className="num text-ink-3">{one.caseNumber}</span>
                  {one.words ? <q className="block text-ink-2">{one.words}</q> : null}
                </span>
                <span className="text-end text-xs text-ink-2">
                  {one.askedAt ? <span className="num block">{say(whenWords(Date.parse(one.askedAt), now, zone))}</span> : null}
                  {t(`desk.demand.outcome.${one.outcome}`)}
                </span>
              </Link>
            </li>
          )),
        )}
      </ul>
      {hasNextPage ? (
        <button type="button" className="button mt-3" onClick={() => void fetchNextPage()}>
          {t('desk.demand.more')}
        </button>
      ) : null}
    </section>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Change, DemandGroup, DemandSummary } from '#contract/demands.ts'
import type { List } from '#contract/wire.ts'
import { call } from '../../client.ts'
import type { Wire } from '../../client.ts'
import { Icon } from '../../kit/icons.tsx'
import { say, t } from '../../kit/language.ts'
import { useNow } from '../../kit/now.ts'
import { Bones, Failed, Nothing } from '../../kit/states.tsx'
import { whenWords } from '../../kit/time.ts'
import { useTitle } from '../../kit/title.ts'
import { GroupView } from './GroupView.tsx'
import { groupWords } from './groupWords.ts'

/** What customers asked for that was not offered, most people first; a group opens with the people behind it and what can be done. */
export function DemandPage({ group, zone, mayChange }: { group: string | undefined; zone: string; mayChange: boolean }): ReactNode {
  useTitle(t('desk.demand.title'))
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['demand'],
    queryFn: ({ signal }) => call<Wire<DemandSummary>>('/demands/summary', { signal }),
    placeholderData: keepPreviousData,
    enabled: mayChange,
  })
  const open = group === undefined ? undefined : data?.groups.find(({ key }) => key === group)
  return (
    <div data-region="list" className="min-w-0 flex-1 overflow-y-auto bg-surface">
      <div className="mx-auto max-w-4xl p-[var(--pad)] pb-16 narrow:px-8 narrow:pt-6">
        {open ? (
          <GroupView group={open} zone={zone} />
        ) : (
          <>
            <h1 className="text-xl font-semibold">{t('desk.demand.title')}</h1>
            <p className="mt-1 max-w-2xl text-ink-2">{t(mayChange ? 'desk.demand.lead' : 'desk.demand.whoMay')}</p>
            {mayChange ? (
              data ? (
                <Groups groups={data.groups} />
              ) : isPending ? (
                <Bones rows={6} />
              ) : (
                <Failed error={error} again={() => void refetch()} />
              )
            ) : null}
            <Changes zone={zone} />
          </>
        )}
      </div>
    </div>
  )
}

const kinds = ['call', 'written', 'person', 'place', 'language'] as const

function Groups({ groups }: { groups: readonly Wire<DemandGroup>[] }): ReactNode {
  if (groups.length === 0) return <Nothing title={t('desk.demand.none')}>{t('desk.demand.noneLead')}</Nothing>
  return kinds.map((kind) => {
    const own = groups.filter((group) => group.kind === kind)
    if (own.length === 0) return null
    return (
      <section key={kind} aria-labelledby={`demand-${kind}`} className="mt-7">
        <h2 id={`demand-${kind}`} className="panel-title">
          {t(`desk.demand.kind.${kind}`)}
        </h2>
        <ul className="mt-1 border-t border-line">
          {own.map((group) => (
            <Row key={group.key} group={group} />
          ))}
        </ul>
      </section>
    )
  })
}

function Row({ group }: { group: Wire<DemandGroup> }): ReactNode {
  const { key, asked, granted, waiting } = group
  return (
    <li className="border-b border-line">
      <Link to="/demand" search={{ group: key }} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-2 py-2.5 hover:bg-hover">
        <span className="min-w-0 flex-1 basis-60 font-medium">{groupWords(group)}</span>
        <span className="num">{t('desk.demand.counts', { asked, granted })}</span>
        {waiting === 0 ? <span className="text-xs text-ink-3">{t('desk.demand.answered')}</span> : null}
      </Link>
    </li>
  )
}

function Changes({ zone }: { zone: string }): ReactNode {
  const now = useNow()
  const { data } = useQuery({ queryKey: ['changes'], queryFn: ({ signal }) => call<List<Wire<Change>>>('/changes', { signal }) })
  if (!data || data.items.length === 0) return null
  return (
    <section aria-labelledby="changes" className="mt-10">
      <h2 id="changes" className="panel-title">
        {t('desk.demand.changes')}
      </h2>
      <ul className="mt-1 border-t border-line">
        {data.items.map(({ id, sentences, asked, told, byName, madeAt }) => (
          <li key={id} className="flex items-baseline gap-3 border-b border-line px-2 py-2.5">
            <Icon name="people" size={16} />
            <span className="min-w-0 flex-1">
              {sentences.en}
              <span className="block text-xs text-ink-3">
                {t('desk.demand.told', { asked, told, name: byName ?? '–', when: say(whenWords(Date.parse(madeAt), now, zone)) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Balance } from '#contract/review.ts'
import { call } from '../../client.ts'
import type { Wire } from '../../client.ts'
import { dateWords } from '../../kit/dates.ts'
import { t } from '../../kit/language.ts'
import { Page } from '../../kit/Page.tsx'
import { Bones, Failed, Nothing } from '../../kit/states.tsx'
import { useTitle } from '../../kit/title.ts'
import { spanInstants, spanQuery, type Days } from '../span.ts'
import { SpanFields } from '../SpanFields.tsx'
import { countOf, relationsOf, sidesOf, type Count } from './balance.ts'

type Told = Wire<Balance>

interface PageProps {
  days: Days
  zone: string
  onDays: (days: Days) => void
}

/** Who asked whom among the departments, and how much of it was kept: both ways, in counts, and nobody is ranked. */
export function BalancePage({ days, zone, onDays }: PageProps): ReactNode {
  useTitle(t('desk.balance.title'))
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['balance', days],
    queryFn: ({ signal }) => call<Told>(`/balance?${spanQuery(days, zone)}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  return (
    <Page
      title={t('desk.balance.title')}
      lead={t('desk.review.days', { from: dateWords(days.from, 'long'), to: dateWords(days.to, 'long') })}
      deeds={<SpanFields days={days} onChange={onDays} />}
    >
      {data ? (
        <Counted told={data} span={spanInstants(days, zone)} />
      ) : isPending ? (
        <Bones rows={4} />
      ) : (
        <Failed error={error} again={() => void refetch()} />
      )}
    </Page>
  )
}

function Counted({ told, span }: { told: Told; span: { from: string; to: string } }): ReactNode {
  if (told.departments.length === 0) return <Nothing title={t('desk.balance.none')}>{t('desk.balance.noneLead')}</Nothing>
  return (
    <>
      <Matrix told={told} span={span} />
      <section className="mt-8">
        <h2 className="mb-2 text-base font-semibold">{t('desk.balance.bothWays')}</h2>
        {relationsOf(told).length === 0 ? <p className="text-ink-3">{t('desk.balance.nothingAsked')}</p> : null}
        <ul>
          {relationsOf(told).map(({ one, other, there, back }) => (
            <li key={`${one.id}${other.id}`} className="border-b border-line py-2">
              {askedWords(one.name, other.name, there)} {askedWords(other.name, one.name, back)}
            </li>
          ))}
        </ul>
      </section>
      <section className="mt-8">
        <h2 className="mb-2 text-base font-semibold">{t('desk.balance.gain')}</h2>
        <ul>
          {told.departments.map((department) => (
            <Side key={department.id} name={department.name} {...sidesOf(told, department)} />
          ))}
        </ul>
      </section>
      <p className="mt-6 text-ink-3">{t('desk.balance.how')}</p>
    </>
  )
}

function Matrix({ told, span }: { told: Told; span: { from: string; to: string } }): ReactNode {
  return (
    <div className="mt-6 overflow-x-auto" tabIndex={0} role="group" aria-label={t('desk.balance.title')}>
      <table className="num w-full">
        <thead>
          <tr className="border-b border-line text-xs text-ink-3">
            <th scope="col" className="py-1.5 pe-4 text-start font-normal">
              {t('desk.balance.corner')}
            </th>
            {told.teams.map((team) => (
              <th key={team.id} scope="col" className="min-w-32 py-1.5 pe-4 text-start font-normal">
                {team.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.departments.map((department) => (
            <tr key={department.id} className="border-b border-line">
              <th scope="row" className="py-2 pe-4 text-start font-normal">
                {department.name}
              </th>
              {told.teams.map((team) => (
                <td key={team.id} className="py-2 pe-4 align-top">
                  {team.id === department.team.id ? (
                    <span className="text-ink-3">{t('desk.balance.self')}</span>
                  ) : (
                    <Cell count={countOf(told, department.id, team.id)} organisation={department.id} team={team.id} span={span} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({
  count,
  organisation,
  team,
  span,
}: {
  count: Count
  organisation: string
  team: string
  span: { from: string; to: string }
}): ReactNode {
  if (isNothing(count)) return <span className="text-ink-3">{t('desk.balance.nothing')}</span>
  return (
    <>
      <Link
        to="/inbox/$view"
        params={{ view: 'all' }}
        search={{ organisation, team, openedFrom: span.from, openedTo: span.to, sort: 'newest' }}
        className="link"
      >
        {t('desk.balance.cases', { count: count.asked })}
      </Link>
      <span className="block text-ink-2">{t('desk.balance.kept', { ...count })}</span>
    </>
  )
}

function Side({ name, got, gave }: { name: string; got: Count; gave: Count }): ReactNode {
  return (
    <li className="grid gap-x-6 border-b border-line py-2 narrow:grid-cols-[10rem_1fr_1fr]">
      <span className="font-medium">{name}</span>
      <span>{isNothing(got) ? t('desk.balance.gotNothing') : t('desk.balance.got', { ...got })}</span>
      <span>{isNothing(gave) ? t('desk.balance.gaveNothing') : t('desk.balance.gave', { ...gave })}</span>
    </li>
  )
}

const isNothing = ({ asked, promised }: Count): boolean => asked + promised === 0

const askedWords = (one: string, other: string, count: Count): string =>
  isNothing(count) ? t('desk.balance.askedNothing', { one, other }) : t('desk.balance.asked', { one, other, ...count })

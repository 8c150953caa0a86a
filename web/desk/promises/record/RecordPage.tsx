import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CompanyRecord } from '#contract/promises.ts'
import { call } from '../../client.ts'
import type { Wire } from '../../client.ts'
import { t, tOr } from '../../kit/language.ts'
import { useNow } from '../../kit/now.ts'
import { Page } from '../../kit/Page.tsx'
import { Bones, Failed, Nothing } from '../../kit/states.tsx'
import { clockTime, fullTime, placeOf } from '../../kit/time.ts'
import { useTitle } from '../../kit/title.ts'
import { CountTable } from './CountTable.tsx'
import { everyWeek, spans, warningsOf } from './recordWeeks.ts'
import { WeekTable } from './WeekTable.tsx'

type Told = Wire<CompanyRecord>

/** How well the word was kept: the company, each team, each form; counts first, and nobody is ranked. */
export function RecordPage({ weeks, zone }: { weeks: number; zone: string }): ReactNode {
  const now = useNow()
  useTitle(t('desk.record.title'))
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['record', weeks],
    queryFn: ({ signal }) => call<Told>(`/record?weeks=${weeks}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  return (
    <Page
      title={t('desk.record.title')}
      lead={
        data ? (
          <span title={fullTime(Date.parse(data.since), zone)}>
            {t('desk.record.since', { day: dayWords(data.since, zone), time: clockTime(now, zone), place: placeOf(zone) })}
          </span>
        ) : null
      }
      deeds={<Spans weeks={weeks} />}
    >
      {data ? <Told record={data} /> : isPending ? <Bones rows={6} /> : <Failed error={error} again={() => void refetch()} />}
    </Page>
  )
}

function Spans({ weeks }: { weeks: number }): ReactNode {
  return (
    <nav aria-label={t('desk.record.span')} className="flex gap-1">
      {spans.map((span) => (
        <Link
          key={span}
          to="/record"
          search={{ weeks: String(span) }}
          activeProps={{}}
          aria-current={span === weeks ? 'true' : undefined}
          className={`button small ${span === weeks ? 'bg-sunken!' : 'quiet'}`}
        >
          {t('desk.record.weeks', { count: span })}
        </Link>
      ))}
    </nav>
  )
}

function Told({ record }: { record: Told }): ReactNode {
  if (record.company.total < 20)
    return (
      <Nothing title={t('desk.record.few')} state="agreed">
        {t('desk.record.fewLead', { total: record.company.total })}
      </Nothing>
    )
  return (
    <>
      <div className="mt-6 grid gap-4 narrow:grid-cols-3">
        <Figure
          title={t('desk.record.kept')}
          count={countOf(record.company)}
          share={t('desk.record.sure', { words: shareOf(record.company) })}
        />
        <Figure
          title={t('desk.record.moved')}
          count={String(record.moved.byUs + record.moved.byCustomer)}
          share={t('desk.record.movedBy', record.moved)}
        />
        <Warnings record={record} />
      </div>
      <Section title={t('desk.record.byTeam')}>
        <Shares rows={record.teams.map((team) => ({ ...team, key: team.teamId }))} first={t('desk.record.team')} />
      </Section>
      <Section title={t('desk.record.byForm')}>
        <Shares
          rows={record.forms.map((one) => ({ ...one, key: one.form, name: t(`desk.form.${one.form}`) }))}
          first={t('desk.record.form')}
        />
      </Section>
      <Section title={t('desk.record.byWeek')}>
        <WeekTable weeks={everyWeek(record.weeks)} />
      </Section>
      {record.teams
        .filter(({ weeks, total }) => total > 0 && weeks.length > 1)
        .map((team) => (
          <details key={team.teamId} className="mt-4 border-t border-line pt-3">
            <summary className="min-h-7 font-medium">{t('desk.record.teamWeeks', { team: team.name })}</summary>
            <WeekTable weeks={everyWeek(team.weeks)} />
          </details>
        ))}
      <Section title={t('desk.record.warned')}>
        <Causes atRisk={record.atRisk} />
      </Section>
    </>
  )
}

function Figure({ title, count, share }: { title: string; count: string; share: ReactNode }): ReactNode {
  return (
    <section className="rounded-control border border-line bg-canvas p-4">
      <h2 className="panel-title">{title}</h2>
      <p className="num mt-1 text-xl font-semibold">{count}</p>
      <p className="num text-xs text-ink-2">{share}</p>
    </section>
  )
}

/** Both halves of a warning: it was right, and it came. */
function Warnings({ record }: { record: Told }): ReactNode {
  const { told, broken, missed, foreseen } = warningsOf(record)
  return (
    <Figure
      title={t('desk.record.early')}
      count={String(told)}
      share={
        <>
          {t('desk.record.precision', { broken })}
          <br />
          {t('desk.record.recall', { foreseen, missed })}
        </>
      }
    />
  )
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className="mt-8">
      <h2 className="mb-1 text-base font-semibold">{title}</h2>
      {children}
    </section>
  )
}

interface Share {
  key: string
  name: string
  kept: number
  total: number
  low: number
  high: number
}

function Shares({ rows, first }: { rows: readonly Share[]; first: string }): ReactNode {
  return (
    <CountTable
      heads={[first, t('desk.record.kept'), t('desk.record.share')]}
      rows={rows.map((row) => ({
        key: row.key,
        name: row.name,
        figures: [
          row.total === 0 ? t('desk.record.nothing') : countOf(row),
          <span className="text-ink-2">{row.total < 20 ? t('desk.record.new') : shareOf(row)}</span>,
        ],
      }))}
    />
  )
}

function Causes({ atRisk }: { atRisk: Told['atRisk'] }): ReactNode {
  if (atRisk.length === 0) return <p className="text-ink-3">{t('desk.record.noWarning')}</p>
  return (
    <CountTable
      heads={[t('desk.record.cause'), t('desk.record.told'), t('desk.record.broken')]}
      rows={atRisk.map(({ cause, told, broken }) => ({
        key: cause,
        name: tOr(`desk.record.causes.${cause}`, cause),
        figures: [told, broken],
      }))}
    />
  )
}

const countOf = ({ kept, total }: { kept: number; total: number }): string => t('desk.record.of', { kept, total })

function shareOf({ kept, total, low, high }: Omit<Share, 'key' | 'name'>): string {
  const percent = (share: number) => Math.round(share * 100)
  return t('desk.record.interval', { share: percent(kept / total), low: percent(low), high: percent(high) })
}

function dayWords(at: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'long' }).format(Date.parse(at))
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ExpectationSum } from '#contract/expectations.ts'
import type { List } from '#contract/wire.ts'
import { call } from '../../client.ts'
import type { Wire } from '../../client.ts'
import { say, t } from '../../kit/language.ts'
import { useNow } from '../../kit/now.ts'
import { Page } from '../../kit/Page.tsx'
import { Bones, Failed, Nothing } from '../../kit/states.tsx'
import { spanWords } from '../../kit/time.ts'
import { useTitle } from '../../kit/title.ts'
import { spans } from '../record/recordWeeks.ts'
import { parts } from './parts.ts'
import type { Part } from './parts.ts'

type Row = Wire<ExpectationSum>

/** What customers expect beside what we can and did: in time when they said so, in time at the end, and whether they got what they asked for. */
export function ExpectationsPage({ by, weeks }: { by: Part; weeks: number }): ReactNode {
  const now = useNow()
  useTitle(t('desk.expectations.title'))
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['expectations', by, weeks],
    queryFn: ({ signal }) => call<Wire<List<ExpectationSum>>>(`/expectations/summary?by=${by}&from=${since(now, weeks)}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  return (
    <Page title={t('desk.expectations.title')} lead={t('desk.expectations.lead')}>
      <div className="mt-4 mb-2 flex flex-wrap justify-between gap-3">
        <Choices
          label={t('desk.expectations.by')}
          choices={parts.map((part) => [part, t(`desk.expectations.by.${part}`)])}
          chosen={by}
          to={(part) => ({ by: part, weeks: String(weeks) })}
        />
        <Choices
          label={t('desk.record.span')}
          choices={spans.map((span) => [String(span), t('desk.record.weeks', { count: span })])}
          chosen={String(weeks)}
          to={(span) => ({ by, weeks: span })}
        />
      </div>
      {data ? <Rows rows={data.items} by={by} /> : isPending ? <Bones rows={6} /> : <Failed error={error} again={() => void refetch()} />}
    </Page>
  )
}

function Choices({
  label,
  choices,
  chosen,
  to,
}: {
  label: string
  choices: readonly (readonly [string, string])[]
  chosen: string
  to: (value: string) => { by: string; weeks: string }
}): ReactNode {
  return (
    <nav aria-label={label} className="flex gap-1">
      {choices.map(([value, name]) => (
        <Link
          key={value}
          to="/expectations"
          search={to(value)}
          activeProps={{}}
          aria-current={value === chosen ? 'true' : undefined}
          className={`button small ${value === chosen ? 'bg-sunken!' : 'quiet'}`}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}

function Rows({ rows, by }: { rows: readonly Row[]; by: Part }): ReactNode {
  if (rows.length === 0)
    return (
      <Nothing title={t('desk.expectations.nothing')} state="agreed">
        {t('desk.expectations.nothingLead')}
      </Nothing>
    )
  const [first, ...heads] = [
    t(`desk.expectations.by.${by}`),
    t('desk.expectations.stated'),
    t('desk.expectations.able'),
    t('desk.expectations.met'),
    t('desk.expectations.asked'),
  ]
  return (
    <table className="num w-full max-narrow:block">
      <thead className="max-narrow:sr-only">
        <tr className="border-b border-line text-xs text-ink-3">
          <th scope="col" className="py-1.5 text-start font-normal">
            {first}
          </th>
          {heads.map((head) => (
            <th key={head} scope="col" className="py-1.5 text-end font-normal">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-narrow:block">
        {rows.map((row) => (
          <tr key={row.id ?? ''} className="border-b border-line align-top max-narrow:block max-narrow:py-2">
            <th scope="row" className="text-start font-normal narrow:py-2 max-narrow:block max-narrow:font-semibold">
              {row.name ?? t(`desk.expectations.none.${by}`)}
            </th>
            {figuresOf(row).map(([main, note], nth) => (
              <Figure key={heads[nth]} head={heads[nth] ?? ''} main={main} note={note} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const figuresOf = (row: Row): [string, string][] => [
  [String(row.stated), ''],
  [of(row.ableInTime, row.withHour, t('desk.expectations.noHour')), gap(row.openingGapMinutes)],
  [of(row.metInTime, row.closed, t('desk.expectations.noClose')), gap(row.closingGapMinutes)],
  [
    of(row.exactly, row.answered, t('desk.expectations.noWord')),
    row.answered ? t('desk.expectations.partly', { partly: row.partly, not: row.not }) : '',
  ],
]

/** One figure; on narrow screens with its head beside it. */
function Figure({ head, main, note }: { head: string; main: string; note: string }): ReactNode {
  return (
    <td className="text-end narrow:py-2 narrow:ps-4 max-narrow:flex max-narrow:gap-4 max-narrow:py-0.5">
      <span className="flex-1 text-start text-ink-3 narrow:hidden" aria-hidden="true">
        {head}
      </span>
      <span>
        {main}
        {note ? <span className="block text-xs text-ink-3">{note}</span> : null}
      </span>
    </td>
  )
}

const of = (count: number, total: number, none: string): string => (total ? t('desk.expectations.of', { count, total }) : none)

const gap = (minutes: number | null): string => (minutes ? t('desk.expectations.gap', { span: say(spanWords(minutes * 60_000)) }) : '')

/** The midnight in UTC that many weeks ago, so that the address of the question stays the same for a day. */
function since(nowMs: number, weeks: number): string {
  const day = 86_400_000
  return new Date(Math.floor(nowMs / day) * day - weeks * 7 * day).toISOString()
}

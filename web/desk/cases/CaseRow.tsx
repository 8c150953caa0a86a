import { Link } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import { PromiseShape } from '../../kit/promise/PromiseShape.tsx'
import { say, t } from '../kit/language.ts'
import { useSettings } from '../kit/settings.ts'
import { Face } from '../kit/states.tsx'
import { clockTime, fullTime, whenWords } from '../kit/time.ts'
import { EmergencyMark, quoted } from './EmergencyMark.tsx'
import { rowPromise, rowState } from './sections.ts'
import type { Row } from './sections.ts'

interface RowProps {
  row: Row
  zone: string
  now: number
  isCurrent: boolean
  isPeeked: boolean
  onOpen: (row: Row) => void
  onFocus: () => void
}

/** One case in the list: shape, name, need, promise in words. The whole row is the target. */
export function CaseRow({ row, zone, now, isCurrent, isPeeked, onOpen, onFocus }: RowProps): ReactNode {
  const { density } = useSettings()
  const state = rowState(row, now)
  const open = (event: MouseEvent) => {
    if (!event.metaKey && !event.ctrlKey) onOpen(row)
  }
  const look = `row-link h-full gap-x-3 border-b border-line px-4 text-start hover:bg-hover ${isPeeked ? 'bg-sunken shadow-[inset_3px_0_0_var(--ink)]' : ''}`
  const Inside = density === 'compact' ? Narrow : Tall
  return (
    <Link
      to="/cases/$id"
      params={{ id: row.number }}
      data-case={row.id}
      data-promise={state}
      tabIndex={isCurrent ? 0 : -1}
      data-region-start={isCurrent || undefined}
      className={`${look} ${density === 'compact' ? 'grid-cols-[1.25rem_minmax(0,1fr)_auto]' : 'grid-cols-[1.25rem_minmax(0,1fr)_auto]'}`}
      onClick={open}
      onFocus={onFocus}
    >
      <span className="state-word">{state === 'none' ? <StateDot row={row} /> : <PromiseShape state={state} />}</span>
      <Inside row={row} zone={zone} now={now} />
      <Side row={row} zone={zone} now={now} />
    </Link>
  )
}

type Part = Pick<RowProps, 'row' | 'zone' | 'now'>

function Tall({ row, zone, now }: Part): ReactNode {
  return (
    <span className="flex min-w-0 flex-col gap-0.5">
      <span className="flex min-w-0 items-baseline gap-2">
        {row.emergency ? <EmergencyMark emergency={row.emergency} /> : null}
        <Name row={row} />
        <Kind row={row} />
        <span className={`min-w-0 truncate ${row.unread ? 'font-semibold' : ''}`} lang={row.language}>
          {row.subject}
        </span>
      </span>
      <span className="flex min-w-0 items-baseline gap-2 text-xs text-ink-3">
        <PromiseWords row={row} zone={zone} now={now} />
        <Quietly row={row} />
        <span className="min-w-0 truncate" lang={row.language}>
          {row.emergency?.words.length ? <strong className="text-ink">{quoted(row.emergency.words)} </strong> : null}
          {row.snippet}
        </span>
      </span>
    </span>
  )
}

function Narrow({ row, zone, now }: Part): ReactNode {
  return (
    <span className="flex min-w-0 items-baseline gap-3">
      <span className="w-32 flex-none truncate max-narrow:w-20">
        <Name row={row} />
      </span>
      {row.emergency ? <EmergencyMark emergency={row.emergency} /> : null}
      <Kind row={row} />
      <span className={`min-w-0 flex-1 truncate ${row.unread ? 'font-semibold' : ''}`} lang={row.language}>
        {row.subject}
      </span>
      <span className="contents max-middle:hidden">
        <Quietly row={row} />
      </span>
      <PromiseWords row={row} zone={zone} now={now} />
    </span>
  )
}

function Name({ row }: Part | { row: Row }): ReactNode {
  return (
    <span className={`max-w-44 flex-none truncate ${row.unread ? 'font-semibold' : 'font-medium'}`}>
      {row.customer.name || row.customer.email || t('desk.nobodyNamed')}
      {row.unread ? <span className="sr-only"> {t('desk.row.unread')}</span> : null}
    </span>
  )
}

function Kind({ row }: { row: Row }): ReactNode {
  if (row.kind === 'request') return null
  return <Mark>{t(`desk.kind.${row.kind}`)}</Mark>
}

/** For whom it was asked, and that it can wait. */
function Quietly({ row }: { row: Row }): ReactNode {
  return (
    <>
      {row.weight === 3 ? <Mark>{t('desk.pace.paperwork')}</Mark> : null}
      {row.organisation ? (
        <span className="max-w-40 flex-none truncate text-ink-2 max-narrow:max-w-28">{row.organisation.name}</span>
      ) : null}
    </>
  )
}

function Mark({ children }: { children: ReactNode }): ReactNode {
  return <span className="flex-none self-center rounded-chip border border-line px-1.5 text-2xs text-ink-2">{children}</span>
}

function PromiseWords({ row, zone, now }: Part): ReactNode {
  const { relative } = useSettings()
  const said = rowPromise(row, now, zone)
  if (row.state !== 'open' && !row.dueAt) return <span className="flex-none">{t(`desk.state.${row.state}`)}</span>
  const words = t(said.id, said.when ? { when: say(said.when) } : undefined)
  const isLate = said.id === 'desk.row.late'
  return (
    <span className="state-word num flex-none whitespace-nowrap" title={row.dueAt ? fullTime(Date.parse(row.dueAt), zone) : undefined}>
      {words}
      {said.span && relative === 'shown' ? (
        <span className={isLate ? '' : 'max-narrow:hidden'}>
          {' '}
          · {t(isLate ? 'desk.promise.lateBy' : 'desk.promise.left', { span: say(said.span) })}
        </span>
      ) : null}
    </span>
  )
}

function Side({ row, zone, now }: Part): ReactNode {
  const updated = Date.parse(row.updatedAt)
  const time = say(whenWords(updated, now, zone))
  return (
    <span className="flex items-center gap-3 text-xs text-ink-3">
      <span className="num flex flex-col items-end whitespace-nowrap max-narrow:hidden">
        <span>{row.number}</span>
      </span>
      <time
        className="num w-12 text-end whitespace-nowrap max-middle:hidden"
        dateTime={row.updatedAt}
        title={t('desk.row.updated', { when: time })}
      >
        {now - updated < 20 * 3_600_000
          ? clockTime(updated, zone)
          : new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'short' }).format(updated)}
      </time>
      <span className="max-narrow:hidden" title={row.owner.name}>
        {row.owner.kind === 'person' ? (
          <Face name={row.owner.name} />
        ) : (
          <span
            className="inline-flex size-7 items-center justify-center rounded-full border border-dashed border-line-strong text-2xs"
            aria-hidden="true"
          >
            -
          </span>
        )}
        <span className="sr-only">
          {row.owner.kind === 'person' ? t('desk.row.owner', { name: row.owner.name }) : t('desk.row.unclaimed', { team: row.owner.name })}
        </span>
      </span>
    </span>
  )
}

function StateDot({ row }: { row: Row }): ReactNode {
  if (row.state === 'accepted') return <PromiseShape state="kept" />
  return <span aria-hidden="true" className="block size-2.5 translate-x-1 rounded-full border border-line-strong" />
}

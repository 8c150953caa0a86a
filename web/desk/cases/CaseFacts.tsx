import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { CommandButton } from '../keys/CommandButton.tsx'
import { say, t, tOr } from '../kit/language.ts'
import { fullTime, whenWords } from '../kit/time.ts'
import type { Case } from './queries.ts'

/** A part of the right panel. */
export function Panel({
  title,
  children,
  action,
  id,
}: {
  title: string
  children: ReactNode
  action?: ReactNode
  /** Makes the part a place that a command may go to. */
  id?: string
}): ReactNode {
  return (
    <section id={id} tabIndex={id ? -1 : undefined} className="-outline-offset-2 border-b border-line px-4 py-3.5 last:border-b-0">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h2 className="panel-title">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}

/** A list of names and values. */
export function Facts({ rows }: { rows: (readonly [string, ReactNode])[] }): ReactNode {
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  )
}

interface FactsProps {
  view: Case
  zone: string
  now: number
  /** What may be changed, where it stands. */
  menus: { kind: ReactNode; product: ReactNode; project: ReactNode }
}

/** This case: owner, kind, what it is about, state, and the deeds on it. */
export function CaseFacts({ view, zone, now, menus }: FactsProps): ReactNode {
  const opened = Date.parse(view.openedAt)
  return (
    <Panel title={t('desk.facts.title')}>
      <Facts
        rows={[
          [t('desk.facts.owner'), view.owner.kind === 'person' ? view.owner.name : t('desk.facts.queue', { team: view.owner.name })],
          [t('desk.facts.kind'), menus.kind],
          [t('desk.facts.product'), menus.product],
          [t('desk.facts.project'), view.organisation ? menus.project : null],
          [t('desk.facts.weight'), view.weight === 2 ? null : t(`desk.facts.weight.${view.weight}`)],
          [t('desk.facts.state'), t(`desk.state.${view.state}`)],
          [t('desk.facts.channel'), t(`desk.channel.${view.channel}`)],
          [
            t('desk.facts.opened'),
            <time key="opened" dateTime={view.openedAt} title={fullTime(opened, zone)}>
              {say(whenWords(opened, now, zone))}
            </time>,
          ],
          [
            t('desk.facts.matters'),
            view.mattersMost
              ? t('desk.facts.mattersCount', { ...view.mattersMost, what: t(`desk.matter.${view.mattersMost.matter}`) })
              : null,
          ],
          [t('desk.facts.rating'), view.rating ? <Rating key="rating" rating={view.rating} language={view.language} /> : null],
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <CommandButton command="claim" icon="hand" small />
        <CommandButton command="assign" icon="people" small />
        <CommandButton command="unclaim" small quiet />
        <CommandButton command="raiseEmergency" icon="warn" small quiet />
        <CommandButton command="asideCase" icon="aside" small quiet />
        <CommandButton command="takeBack" icon="aside" small />
      </div>
    </Panel>
  )
}

function Rating({ rating, language }: { rating: NonNullable<Case['rating']>; language: string }): ReactNode {
  return (
    <>
      {t('desk.facts.score', { score: rating.score })}
      {rating.text ? (
        <q className="mt-1 block text-ink-2" lang={language}>
          {rating.text}
        </q>
      ) : null}
    </>
  )
}

/** The customer's other cases, and those that came of the same mail. */
export function OtherCases({ view }: { view: Case }): ReactNode {
  const others = view.customersCases.filter((other) => other.id !== view.id)
  return (
    <>
      {view.linked.length > 0 ? (
        <Panel title={t('desk.linked.title')}>
          <CaseLinks cases={view.linked.map((other) => ({ ...other, side: t('desk.linked.why', { why: other.why }) }))} />
        </Panel>
      ) : null}
      <Panel title={t('desk.others.title')}>
        {others.length === 0 ? (
          <p className="text-ink-3">{t('desk.others.none')}</p>
        ) : (
          <CaseLinks cases={others.map((other) => ({ ...other, side: t(`desk.state.${other.state}`) }))} />
        )}
      </Panel>
    </>
  )
}

function CaseLinks({ cases }: { cases: { id: string; number: string; subject: string; side: string }[] }): ReactNode {
  return (
    <ul className="flex flex-col gap-1.5">
      {cases.map((other) => (
        <li key={other.id} className="flex min-w-0 items-baseline gap-2">
          <Link to="/cases/$id" params={{ id: other.number }} className="link min-w-0 truncate">
            {other.subject}
          </Link>
          <span className="num ms-auto flex-none text-xs text-ink-3">
            {other.number} · {other.side}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** How long a chain of events is shown at once. */
const shownAtOnce = 8

/** What happened, newest first: each line is a row of the history, never made up. */
export function History({
  view,
  zone,
  now,
  all,
  onAll,
}: {
  view: Case
  zone: string
  now: number
  all: boolean
  onAll: () => void
}): ReactNode {
  const rows = view.history.toSorted((a, b) => b.id - a.id)
  const shown = all ? rows : rows.slice(0, shownAtOnce)
  return (
    <Panel title={t('desk.history.title')}>
      <ol className="flex flex-col gap-1.5">
        {shown.map((row) => (
          <li key={row.id} className="flex items-baseline gap-2">
            <span className="min-w-0 flex-1">
              {wordsFor(row)}
              {row.by.name ? <span className="text-ink-3"> · {row.by.name}</span> : null}
            </span>
            <time className="num flex-none text-xs text-ink-3" dateTime={row.at} title={fullTime(Date.parse(row.at), zone)}>
              {say(whenWords(Date.parse(row.at), now, zone))}
            </time>
          </li>
        ))}
      </ol>
      {rows.length > shown.length ? (
        <button type="button" className="link mt-2 text-xs" onClick={onAll}>
          {t('desk.history.all', { count: rows.length })}
        </button>
      ) : null}
    </Panel>
  )
}

function wordsFor(row: Case['history'][number]): string {
  const isAgreed = row.name === 'promise.overbooked' && row.facts['reason'] === 'agreement'
  return isAgreed ? t('desk.agreement.overbooked') : tOr(`desk.event.${row.name}`, row.name)
}

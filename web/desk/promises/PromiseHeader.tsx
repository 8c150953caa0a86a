import { trackOf } from '#contract/tracks.ts'
import type { ReactNode } from 'react'
import type { PromiseState } from '#contract/promises.ts'
import { ClockBar } from '../../kit/promise/ClockBar.tsx'
import { PromiseShape } from '../../kit/promise/PromiseShape.tsx'
import { usedShare } from '../../kit/promise/share.ts'
import { say, t } from '../kit/language.ts'
import { useSettings } from '../kit/settings.ts'
import { clockTime, fullTime, placeOf, whenWords } from '../kit/time.ts'
import { isRunning, leading, leftWords, movesOf, originOf, sentenceWords, stateAt, stateWord } from './clock.ts'
import type { PromiseRow } from './clock.ts'

interface HeaderProps {
  promises: PromiseRow[]
  zone: string
  now: number
  actions: ReactNode
  /** What stands between the clock and the deeds: what else is promised, what the customer was asked. */
  beside: ReactNode
  /** What the history tells of it: what brought its chance down, and whether it is a lead's decision. */
  told: { because: string | null; isDecision: boolean }
}

/** What we promised, as a sentence with its clock: the first thing on a case. */
export function PromiseHeader({ promises, zone, now, actions, beside, told }: HeaderProps): ReactNode {
  const promise = leading(promises)
  if (!promise)
    return (
      <section data-region="promise" aria-label={t('desk.region.promise')} className="border-b border-line bg-surface px-4 py-4">
        <p className="text-ink-2">{t('desk.promise.none')}</p>
        <div className="mt-3 flex flex-wrap items-center gap-2">{actions}</div>
      </section>
    )
  const state = stateAt(promise, now)
  const running = isRunning(promise)
  return (
    <section
      data-region="promise"
      data-promise={state}
      aria-label={t('desk.region.promise')}
      className="border-b border-line bg-surface px-4 pt-3.5 pb-3"
    >
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <p className="promise-sentence text-[clamp(1.25rem,1rem+1vw,1.625rem)]!">
            <Sentence promise={promise} now={now} zone={zone} />
          </p>
          <p className="num mt-0.5 text-xs text-ink-3">
            <TheirTime promise={promise} zone={zone} now={now} />
            <Moves
              promises={promises.filter((one) => trackOf(one.form) === trackOf(promise.form))}
              origin={told.isDecision ? 'decision' : originOf(promise, promises)}
            />
          </p>
          {promise.agreement ? (
            <p className="mt-1">
              {t('desk.agreement.asAgreed', { version: promise.agreement.version })}
              {state === 'late' && promise.agreement.breach ? (
                <strong className="block">{t('desk.agreement.broken', { breach: promise.agreement.breach })}</strong>
              ) : null}
            </p>
          ) : null}
          {state === 'at_risk' && promise.cause === 'estimate' ? (
            <p className="mt-1">{t('desk.promise.mayBreak', { because: told.because ?? 'other' })}</p>
          ) : null}
        </div>
        <StateChip promise={promise} state={state} now={now} />
      </div>
      {running ? <Bar promise={promise} now={now} zone={zone} /> : null}
      {beside}
      <div className="mt-3 flex flex-wrap items-center gap-2">{actions}</div>
      <Announce word={t(stateWord(promise, state))} sentence={plainSentence(promise, now, zone)} />
    </section>
  )
}

/** The sentence with its time marked as one. */
export function Sentence({
  promise,
  now,
  zone,
}: {
  promise: Pick<PromiseRow, 'form' | 'startsAt' | 'dueAt'>
  now: number
  zone: string
}): ReactNode {
  return (
    <time role="timer" dateTime={promise.dueAt} title={fullTime(Date.parse(promise.dueAt), zone)}>
      {plainSentence(promise, now, zone)}
    </time>
  )
}

/** The sentence as plain words. */
export function plainSentence(promise: Pick<PromiseRow, 'form' | 'startsAt' | 'dueAt'>, now: number, zone: string): string {
  const { id, when, end } = sentenceWords(promise, now, zone)
  return t(id, { when: say(when), end: end ?? '' })
}

function StateChip({ promise, state, now }: { promise: PromiseRow; state: PromiseState; now: number }): ReactNode {
  const { relative } = useSettings()
  const left = leftWords(promise, now)
  const isClock = state === 'agreed' || state === 'at_risk' || state === 'late'
  return (
    <p className="flex flex-wrap items-center gap-3">
      <span className="promise-chip text-sm" data-promise={state}>
        <PromiseShape state={state} />
        {t(stateWord(promise, state))}
      </span>
      {left && (relative === 'shown' || !isClock) ? (
        <span className="num state-word text-base whitespace-nowrap">{t(left.id, { span: say(left.span) })}</span>
      ) : null}
    </p>
  )
}

function TheirTime({ promise, zone, now }: { promise: PromiseRow; zone: string; now: number }): ReactNode {
  if (promise.zone === zone) return null
  const due = Date.parse(promise.dueAt)
  return <>{t('desk.promise.theirTime', { when: say(whenWords(due, now, promise.zone)), place: placeOf(promise.zone) })} · </>
}

function Bar({ promise, now, zone }: { promise: PromiseRow; now: number; zone: string }): ReactNode {
  const agreedMs = Date.parse(promise.agreedAt)
  const dueMs = Date.parse(promise.dueAt)
  const stoppedMs = promise.stoppedAt ? Date.parse(promise.stoppedAt) : undefined
  const share = usedShare({ agreedMs, dueMs, stoppedMs }, now)
  const risk = promise.atRiskAt && dueMs > agreedMs ? (Date.parse(promise.atRiskAt) - agreedMs) / (dueMs - agreedMs) : null
  return (
    <div className="mt-2.5">
      <ClockBar share={share} risk={risk} />
      <p className="num mt-1 flex justify-between gap-4 text-xs text-ink-3">
        <span>{t('desk.promise.given', { when: say(whenWords(agreedMs, now, zone)) })}</span>
        {promise.atRiskAt && risk !== null && risk > 0.25 && risk < 0.92 ? (
          <span className="max-narrow:hidden">
            {t('desk.promise.dueSoonFrom', { time: clockTime(Date.parse(promise.atRiskAt), zone) })}
          </span>
        ) : null}
        <span>{t('desk.promise.due', { when: say(whenWords(dueMs, now, zone)) })}</span>
      </p>
    </div>
  )
}

function Moves({ promises, origin }: { promises: PromiseRow[]; origin: ReturnType<typeof originOf> | 'decision' }): ReactNode {
  const moves = movesOf(promises)
  return (
    <>
      {t(`desk.promise.origin.${origin}`)} · {t('desk.promise.moves', { count: moves.all, byUs: moves.byUs })}
    </>
  )
}

/** Speaks only when the state changes; the clock itself is silent. */
function Announce({ word, sentence }: { word: string; sentence: string }): ReactNode {
  return (
    <p role="status" className="sr-only">
      {t('desk.promise.announce', { state: word, sentence })}
    </p>
  )
}

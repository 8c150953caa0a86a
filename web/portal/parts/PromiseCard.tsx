import type { ComponentChildren } from 'preact'
import type { PromiseView } from '#contract/portal.ts'
import { isAnswer } from '#contract/tracks.ts'
import { ClockBar } from '../../kit/promise/ClockBar.tsx'
import { PromiseShape } from '../../kit/promise/PromiseShape.tsx'
import { usedShare } from '../../kit/promise/share.ts'
import { useReading, weave } from './reading.tsx'
import { Sentence } from './Sentence.tsx'
import { Left, Time, timeValues } from './Time.tsx'

/** A promise whole: its sentence, its state in word and shape, what it replaced, and how much of its time is used. */
export function PromiseCard({ promise, children }: { promise: PromiseView; children?: ComponentChildren }) {
  const isRunning = promise.state === 'agreed' || promise.state === 'at_risk' || promise.state === 'waiting'
  return (
    <section className="promise-card" data-promise={promise.state} aria-labelledby="promise">
      <div id="promise">
        {promise.state === 'late' ? (
          <LateSentence promise={promise} />
        ) : (
          <Sentence promised={promise} isDefault={promise.isDefault && isRunning} />
        )}
      </div>
      <p className="promise-status">
        <StateChip promise={promise} /> <StatusText promise={promise} />
      </p>
      <AsAgreed promise={promise} />
      <MovedFrom promise={promise} />
      {isRunning && <Clock promise={promise} />}
      <Cited promise={promise} />
      {children}
    </section>
  )
}

/** The version of the charter a promise was given under. */
export function Cited({ promise: { charterVersion } }: { promise: Pick<PromiseView, 'charterVersion'> }) {
  const { t, frame } = useReading()
  if (charterVersion === null) return null
  return (
    <p className="quiet">
      <a href={`${frame.links.charter}/versions/${charterVersion}`}>{t('charter.cite', { version: charterVersion })}</a>
    </p>
  )
}

/** The state as a chip: shape and word. */
export function StateChip({ promise: { state, way } }: { promise: Pick<PromiseView, 'state' | 'way'> }) {
  const { t } = useReading()
  return (
    <span className="promise-chip" data-promise={state}>
      <PromiseShape state={state} />
      {t(state === 'kept_late' && way !== 'written' ? 'state.kept_late_beside' : `state.${state}`)}
    </span>
  )
}

/** Under which agreement it was given, and once it is broken what was agreed for that. */
export function AsAgreed({ promise: { agreed, state } }: { promise: PromiseView }) {
  const { t } = useReading()
  if (!agreed) return null
  const isBroken = state === 'late' || state === 'kept_late'
  return (
    <p className="quiet">
      {t('agreed.promise', { version: agreed.version })}{' '}
      {isBroken && agreed.breach && <strong>{t('agreed.breach', { breach: agreed.breach })}</strong>}
    </p>
  )
}

function LateSentence({ promise }: { promise: PromiseView }) {
  const { t, moments } = useReading()
  const was = promise.startsAt ?? promise.dueAt
  return (
    <>
      <p className="promise-sentence">{weave(t, 'late.what', { was: <Time at={was} />, now: <Time at={moments.now} /> })}</p>
      <LateNext promise={promise} />
    </>
  )
}

/** Of a late promise, who has it and by when it comes. */
export function LateNext({ promise: { late, way } }: { promise: PromiseView }) {
  const { t, moments } = useReading()
  if (!late) return null
  const key = isAnswer(way) ? 'late.next' : 'late.next_beside'
  return (
    <p className="late-next">
      {t('late.owner', { owner: late.owner })} {weave(t, key, timeValues(late.nextBy, moments.values(late.nextBy)))}
    </p>
  )
}

/** How it stands with a promise, in words. */
export function StatusText({ promise }: { promise: PromiseView }) {
  const { t, moments } = useReading()
  const { state, endedAt } = promise
  const at = nextAt(promise, moments.now)
  if (state === 'agreed' || state === 'at_risk') {
    return <span role="timer">{weave(t, 'status.left', { left: <Left until={at} /> })}</span>
  }
  if (state === 'waiting') return <WaitingText promise={promise} />
  if (state === 'late') return <span>{weave(t, 'status.late', { late: <Left until={promise.dueAt} /> })}</span>
  if (!endedAt) return null
  const values = timeValues(endedAt, moments.values(endedAt))
  const isWritten = promise.way === 'written'
  if (state === 'kept') return <span>{weave(t, isWritten ? 'status.kept' : `status.kept_${promise.way}`, values)}</span>
  if (state === 'kept_late')
    return (
      <span>
        {weave(t, isWritten ? 'status.kept_late' : 'status.kept_late_beside', {
          ...values,
          late: moments.duration(endedAt.getTime() - promise.dueAt.getTime()),
        })}
      </span>
    )
  return <span>{weave(t, `status.${state}`, values)}</span>
}

function WaitingText({ promise: { stopped, way } }: { promise: PromiseView }) {
  const { t } = useReading()
  const isTheirWord = way === 'resolution' && !stopped?.waitsFor
  return (
    <span>
      {stopped?.waitsFor ? t('status.waiting_for', { what: stopped.waitsFor }) : t(isTheirWord ? 'status.waiting_word' : 'status.waiting')}{' '}
      {stopped && weave(t, 'status.stopped_since', { time: <Time at={stopped.since} /> })}
    </span>
  )
}

/** What a promise replaced: the time before, by whom it was moved, and why. */
export function MovedFrom({ promise }: { promise: PromiseView }) {
  const { t } = useReading()
  if (!promise.movedFrom) return null
  const { by, dueAt, reason } = promise.movedFrom
  return (
    <p className="moved-from" data-promise="moved">
      <PromiseShape state="moved" />
      <span>
        {weave(t, `moved.${by}`, {
          was: (
            <del>
              <Time at={dueAt} />
            </del>
          ),
        })}{' '}
        {reason && t('moved.reason', { reason })}
      </span>
    </p>
  )
}

function Clock({ promise }: { promise: PromiseView }) {
  const { t, moments } = useReading()
  const due = nextAt(promise, moments.now)
  const span = { agreedMs: promise.agreedAt.getTime(), dueMs: due.getTime(), stoppedMs: promise.stopped?.since.getTime() }
  const risk = promise.riskAt ? usedShare(span, promise.riskAt.getTime()) : null
  return (
    <div
      className="clock"
      data-agreed={span.agreedMs}
      data-due={span.dueMs}
      data-stopped={span.stoppedMs}
      data-risk={promise.riskAt?.getTime()}
    >
      <ClockBar share={usedShare(span, moments.now.getTime())} risk={promise.stopped ? null : risk} />
      <p className="clock-ends">
        <span>{weave(t, 'clock.given', { time: <Time at={promise.agreedAt} /> })}</span>
        <span>{weave(t, 'clock.due', { time: <Time at={due} /> })}</span>
      </p>
    </div>
  )
}

// What the clock runs to: a call's start, and once that passed the end of its window.
function nextAt({ way, startsAt, dueAt }: PromiseView, now: Date): Date {
  return way === 'call' && startsAt && startsAt > now ? startsAt : dueAt
}

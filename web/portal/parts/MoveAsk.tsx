import type { MoveAsk as Asked } from '#contract/portal.ts'
import { PromiseShape } from '../../kit/promise/PromiseShape.tsx'
import { ButtonForm } from './form.tsx'
import { useReading, weave } from './reading.tsx'
import { Time } from './Time.tsx'

/** A move that we ask for: both times, why, and three answers of one weight. Until the customer agrees the old time stands. */
export function MoveAsk({ move }: { move: Asked }) {
  const { t, moments } = useReading()
  const [was, to] = [beginning(move.now), beginning(move.to)]
  const [wasText, toText] = [moments.clock(was), moments.clock(to)]
  return (
    <div className="move-ask" data-promise="moved">
      <p className="moved-from">
        <PromiseShape state="moved" />
        <strong>{weave(t, 'move.ask', { time: <Time at={to} />, was: <Time at={was} /> })}</strong>
      </p>
      <p>
        {t('moved.reason', { reason: move.reason })}
        <br />
        {weave(t, 'move.stands', { was: <Time at={was} /> })}
      </p>
      <div className="actions">
        <ButtonForm form={move.agree} label={t('move.agree', { time: toText })} />
        <a className="button quiet" href={move.changeHref}>
          {t('move.another')}
        </a>
        <ButtonForm form={move.keep} label={t('move.keep', { was: wasText })} />
      </div>
    </div>
  )
}

const beginning = ({ way, startsAt, dueAt }: Asked['now']): Date => (way === 'call' ? startsAt : null) ?? dueAt

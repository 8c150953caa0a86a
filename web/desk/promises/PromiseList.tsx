import type { ReactNode } from 'react'
import type { Offer } from '#contract/promises.ts'
import { PromiseShape } from '../../kit/promise/PromiseShape.tsx'
import type { Wire } from '../client.ts'
import { say, t } from '../kit/language.ts'
import { fullTime, whenWords } from '../kit/time.ts'
import { stateAt, stateWord } from './clock.ts'
import type { PromiseRow } from './clock.ts'
import { plainSentence } from './PromiseHeader.tsx'

export type OfferRow = Wire<Offer>

/** Every promise of the case, newest first; a moved one keeps its old time struck through. */
export function PromiseList({
  promises,
  zone,
  now,
  onWhy,
}: {
  promises: PromiseRow[]
  zone: string
  now: number
  onWhy: (promise: PromiseRow) => void
}): ReactNode {
  if (promises.length === 0) return <p className="text-ink-3">{t('desk.promise.none')}</p>
  const rows = promises.toSorted((a, b) => Date.parse(b.agreedAt) - Date.parse(a.agreedAt))
  return (
    <ol className="flex flex-col gap-3">
      {rows.map((promise) => {
        const state = stateAt(promise, now)
        return (
          <li key={promise.id} data-promise={state} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2.5">
            <span className="state-word pt-0.5">
              <PromiseShape state={state} />
            </span>
            <div className="min-w-0">
              <p className={state === 'moved' ? 'text-ink-2 line-through' : ''}>{plainSentence(promise, now, zone)}</p>
              <p className="text-xs text-ink-3">
                <span className="state-word">{t(stateWord(promise, state))}</span>
                {promise.movedBy ? ` · ${t(`desk.promise.movedBy.${promise.movedBy}`)}` : ''}
                {promise.isDefault ? ` · ${t('desk.promise.default')}` : ''}
              </p>
              {promise.reason ? <p className="text-xs text-ink-2">{t('desk.promise.reason', { reason: promise.reason })}</p> : null}
              <Attempts promise={promise} zone={zone} now={now} />
              <Why about={plainSentence(promise, now, zone)} onWhy={() => onWhy(promise)} />
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function Attempts({ promise, zone, now }: { promise: PromiseRow; zone: string; now: number }): ReactNode {
  if (promise.form !== 'call') return null
  return (
    <ol className="mt-1 flex flex-col gap-0.5 text-xs">
      {promise.attempts.map((attempt, index) => (
        <li key={attempt.at}>
          {t('desk.call.attempt', {
            nth: index + 1,
            outcome: t(`desk.call.${attempt.outcome}`),
            name: attempt.byName,
            when: say(whenWords(Date.parse(attempt.at), now, zone)),
          })}
        </li>
      ))}
      {promise.attempts.length === 0 ? <li className="text-ink-3">{t('desk.call.none')}</li> : null}
    </ol>
  )
}

/** One thing the customer may choose, with its record in counts; per cent never stand alone. */
export function OfferLine({ offer, zone, now }: { offer: OfferRow; zone: string; now: number }): ReactNode {
  return (
    <span className="min-w-0">
      <span className="block" title={fullTime(Date.parse(offer.dueAt), zone)}>
        {plainSentence(offer, now, zone)}
      </span>
      <span className="block text-xs text-ink-3">
        {offer.record ? t('desk.offer.record', { kept: offer.record.kept, total: offer.record.total }) : t('desk.offer.noRecord')}
      </span>
    </span>
  )
}

/** What the customer was offered and may still choose; on their word an agent chooses for them. */
export function OfferList({
  offers,
  zone,
  now,
  onAccept,
  onWhy,
}: {
  offers: OfferRow[]
  zone: string
  now: number
  onAccept: ((offer: OfferRow) => void) | null
  onWhy: (offer: OfferRow) => void
}): ReactNode {
  const open = offers.filter((offer) => Date.parse(offer.expiresAt) > now).sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
  if (open.length === 0) return <p className="text-ink-3">{t('desk.offer.none')}</p>
  return (
    <ul className="flex flex-col gap-2.5">
      {open.map((offer) => (
        <li key={offer.id} className="grid grid-cols-[1.25rem_minmax(0,1fr)] items-start gap-x-2.5">
          <span className="pt-0.5 text-ink-3">
            <PromiseShape state="offered" />
          </span>
          <OfferLine offer={offer} zone={zone} now={now} />
          <span className="col-start-2 flex gap-3">
            {onAccept ? (
              <button type="button" className="link min-h-6 text-xs" onClick={() => onAccept(offer)}>
                {t('desk.offer.choose')}
              </button>
            ) : null}
            <Why about={plainSentence(offer, now, zone)} onWhy={() => onWhy(offer)} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Why({ about, onWhy }: { about: string; onWhy: () => void }): ReactNode {
  return (
    <button type="button" className="link min-h-6 text-xs" aria-label={t('desk.why.about', { sentence: about })} onClick={onWhy}>
      {t('desk.why.short')}
    </button>
  )
}

import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { call, codeOf } from '../client.ts'
import { t } from '../kit/language.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { sayDone } from '../kit/toast.tsx'
import { Trouble } from '../kit/Trouble.tsx'
import { AnotherTime } from './AnotherTime.tsx'
import { stateAt } from './clock.ts'
import type { PromiseRow } from './clock.ts'
import { OfferChoices, useFreshOffers } from './OfferChoices.tsx'
import type { OfferRow } from './PromiseList.tsx'
import { plainSentence } from './PromiseHeader.tsx'

interface MoveProps {
  open: boolean
  onClose: () => void
  caseId: string
  promise: PromiseRow
  /** What the customer is called, and their language in words. */
  customer: { name: string; language: string }
  zone: string
  now: number
  mayOverbook: boolean
  onDone: () => void
}

/** How a promise comes to a new time: by asking, by what they said already, or because they want it. */
const ways = ['ask', 'agreed', 'wish'] as const
type Way = (typeof ways)[number]

/** D4: a new time before the old one breaks. Only feasible times, soonest first, none chosen beforehand; the old time stands until the customer agrees. */
export function MoveSheet(props: MoveProps): ReactNode {
  const { open, onClose, promise, now, zone } = props
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('desk.move.title')}
      lead={<span className="promise-small">{plainSentence(promise, now, zone)}</span>}
      wide
      calm
    >
      <Inside {...props} />
    </Sheet>
  )
}

function Inside({ onClose, caseId, promise, customer, zone, now, mayOverbook, onDone }: MoveProps): ReactNode {
  const { offers, setOffers, error: loadError, load } = useFreshOffers(caseId)
  const [chosen, setChosen] = useState<OfferRow | null>(null)
  const [reason, setReason] = useState('')
  const move = useMove({ promise, chosen, reason, onMoved: () => (onDone(), onClose()), onStale: () => (setChosen(null), load()) })
  const done = () => (onDone(), onClose())
  const isLate = stateAt(promise, now) === 'late'
  // The time that is promised already is no new one.
  const other = offers && offers.filter(({ form, dueAt }) => form !== promise.form || Date.parse(dueAt) !== Date.parse(promise.dueAt))
  return (
    <div className="flex flex-col gap-5">
      <Trouble error={move.error ?? loadError} />
      <label className="flex flex-col gap-1.5 font-medium">
        {t('desk.move.reason')}
        <textarea
          ref={move.reasonField}
          rows={2}
          maxLength={500}
          className="field"
          value={reason}
          aria-invalid={move.lacks === 'reason' || undefined}
          aria-describedby="move-reason"
          onChange={(event) => (setReason(event.target.value), move.forget())}
        />
        <span id="move-reason" className={`text-xs font-normal ${move.lacks === 'reason' ? 'text-late-text' : 'text-ink-3'}`}>
          {move.lacks === 'reason' ? t('desk.move.reasonMissing') : t('desk.move.reasonRead', { language: customer.language })}
        </span>
      </label>
      <div>
        <OfferChoices
          offers={other}
          chosen={chosen?.id ?? ''}
          onChoose={(offer) => (setChosen(offer), move.forget())}
          isMissing={move.lacks === 'offer'}
          zone={zone}
          now={now}
        />
        <details className="mt-3" open={other?.length === 0}>
          <summary className="link w-fit min-h-6">{t('desk.move.another')}</summary>
          <div className="mt-3">
            <AnotherTime
              {...{ caseId, zone, now, mayOverbook, onDone: done }}
              onOffered={(list, named) => (setOffers(list), setChosen(named), move.forget())}
            />
          </div>
        </details>
      </div>
      {chosen ? <Preview promise={promise} offer={chosen} reason={reason.trim()} customer={customer} now={now} zone={zone} /> : null}
      <Ways isLate={isLate} busy={move.busy} go={move.go} onKeep={onClose} />
    </div>
  )
}

interface MoveInput {
  promise: PromiseRow
  chosen: OfferRow | null
  reason: string
  onMoved: () => void
  /** The times changed while somebody looked. */
  onStale: () => void
}

function useMove({ promise, chosen, reason, onMoved, onStale }: MoveInput) {
  const reasonField = useRef<HTMLTextAreaElement>(null)
  const [error, setError] = useState<unknown>(null)
  const [lacks, setLacks] = useState<'offer' | 'reason' | null>(null)
  const [busy, setBusy] = useState(false)
  const go = (way: Way) => {
    const words = reason.trim()
    const missing = way !== 'wish' && !words ? 'reason' : chosen ? null : 'offer'
    setLacks(missing)
    if (missing === 'reason') reasonField.current?.focus()
    if (missing || !chosen) return
    setBusy(true)
    setError(null)
    send(way, promise.id, chosen.id, words)
      .then(() => {
        sayDone(t(`desk.move.done.${way}`))
        onMoved()
      })
      .catch((refused: unknown) => {
        setError(refused)
        // The time went to somebody else: a fresh list, what was typed stays.
        if (codeOf(refused) === 'promises.offer_taken' || codeOf(refused) === 'promises.offer_expired') onStale()
      })
      .finally(() => setBusy(false))
  }
  return { error, lacks, busy, go, reasonField, forget: () => setLacks(null) }
}

function send(way: Way, promiseId: string, offerId: string, reason: string): Promise<unknown> {
  if (way === 'ask') return call(`/promises/${promiseId}/move-requests`, { method: 'POST', body: { offerId, reason } })
  const words = reason ? { reason } : {}
  const consent = way === 'wish' ? { onCustomersWord: true } : { agreed: true }
  return call(`/promises/${promiseId}/moves`, { method: 'POST', body: { offerId, ...consent, ...words } })
}

function Ways({ isLate, busy, go, onKeep }: { isLate: boolean; busy: boolean; go: (way: Way) => void; onKeep: () => void }): ReactNode {
  // Before it is due we may ask; once it is late, only the customer's own wish gives it a new time.
  const open = isLate ? (['wish'] as const) : ways
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-4">
      {isLate ? <p className="text-ink-2">{t('desk.move.late')}</p> : null}
      {open.map((way) => (
        <div key={way} className="grid items-center gap-x-3 gap-y-1 narrow:grid-cols-[11.5rem_minmax(0,1fr)]">
          <button type="button" className={`button ${way === 'ask' ? 'primary' : ''}`} disabled={busy} onClick={() => go(way)}>
            {t(`desk.move.way.${way}`)}
          </button>
          <span className="text-xs text-ink-2 max-narrow:mb-1.5">{t(`desk.move.wayLead.${way}`)}</span>
        </div>
      ))}
      <button type="button" className="button quiet mt-1 self-start" onClick={onKeep}>
        {t('desk.move.keep')}
      </button>
    </div>
  )
}

interface PreviewProps {
  promise: PromiseRow
  offer: OfferRow
  reason: string
  customer: { name: string; language: string }
  now: number
  zone: string
}

function Preview({ promise, offer, reason, customer, now, zone }: PreviewProps): ReactNode {
  return (
    <section aria-label={t('desk.move.preview')} className="rounded-control border border-line bg-canvas p-3">
      <h3 className="panel-title mb-2">{t('desk.move.reads', { name: customer.name })}</h3>
      <p className="promise-small">{plainSentence(offer, now, promise.zone || zone)}</p>
      <p className="text-ink-2">{t('desk.move.before', { sentence: plainSentence(promise, now, promise.zone || zone) })}</p>
      <p className="mt-1">{reason ? t('desk.promise.reason', { reason }) : t('desk.move.noReason')}</p>
      <p className="mt-2 text-xs text-ink-3">{t('desk.move.written', { language: customer.language })}</p>
    </section>
  )
}

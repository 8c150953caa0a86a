import { useEffect, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { call, codeOf } from '../client.ts'
import { t } from '../kit/language.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { Bones } from '../kit/states.tsx'
import { refusalText, refusalTitle, sayDone } from '../kit/toast.tsx'
import type { PromiseRow } from './clock.ts'
import { plainSentence } from './PromiseHeader.tsx'
import { OfferLine } from './PromiseList.tsx'
import type { OfferRow } from './PromiseList.tsx'

interface MoveProps {
  open: boolean
  onClose: () => void
  caseId: string
  promise: PromiseRow
  zone: string
  now: number
  onDone: () => void
}

/** D4: give a new time before the old one breaks. Only feasible times, soonest first, none chosen beforehand; ours needs a reason the customer reads. */
export function MoveSheet(props: MoveProps): ReactNode {
  const { open, onClose, promise, now, zone } = props
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('desk.move.title')}
      lead={<span className="promise-small line-through decoration-1">{plainSentence(promise, now, zone)}</span>}
      wide
      calm
    >
      <Form {...props} />
    </Sheet>
  )
}

function Form({ onClose, caseId, promise, zone, now, onDone }: MoveProps): ReactNode {
  const { offers, error: loadError, load } = useFreshOffers(caseId)
  const [error, setError] = useState<unknown>(null)
  const [chosen, setChosen] = useState('')
  const [isTheirWish, setTheirWish] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    setBusy(true)
    call(`/promises/${promise.id}/moves`, {
      method: 'POST',
      body: { offerId: chosen, onCustomersWord: isTheirWish, ...(reason ? { reason } : {}) },
    })
      .then(() => {
        sayDone(t('desk.move.done'))
        onDone()
        onClose()
      })
      .catch((refused: unknown) => {
        setError(refused)
        // The time went to somebody else: a fresh list, what was typed stays.
        if (codeOf(refused) === 'promises.offer_taken' || codeOf(refused) === 'promises.offer_expired') {
          setChosen('')
          load()
        }
      })
      .finally(() => setBusy(false))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {error || loadError ? (
        <p role="alert" className="rounded-control border border-line-strong p-3">
          <strong>{refusalTitle(error ?? loadError)}</strong> {refusalText(error ?? loadError)}
        </p>
      ) : null}
      <fieldset>
        <legend className="mb-2 font-medium">{t('desk.move.when')}</legend>
        {offers === null ? <Bones rows={3} height="3rem" /> : offers.length === 0 ? <p>{t('desk.move.nothing')}</p> : null}
        <div className="flex flex-col">
          {(offers ?? []).map((offer) => (
            <label key={offer.id} className="flex min-h-11 cursor-pointer items-start gap-3 border-b border-line py-2 has-checked:bg-hover">
              <input
                type="radio"
                name="offer"
                value={offer.id}
                checked={chosen === offer.id}
                onChange={() => setChosen(offer.id)}
                required
                className="mt-1 size-4 accent-ink"
              />
              <OfferLine offer={offer} zone={zone} now={now} />
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">{t('desk.move.whose')}</legend>
        <label className="flex min-h-7 items-center gap-2.5">
          <input type="radio" name="whose" checked={!isTheirWish} onChange={() => setTheirWish(false)} className="size-4 accent-ink" />
          {t('desk.move.ours')}
        </label>
        <label className="flex min-h-7 items-center gap-2.5">
          <input type="radio" name="whose" checked={isTheirWish} onChange={() => setTheirWish(true)} className="size-4 accent-ink" />
          {t('desk.move.theirs')}
        </label>
      </fieldset>
      <label className="flex flex-col gap-1.5 font-medium">
        {t(isTheirWish ? 'desk.move.reasonMaybe' : 'desk.move.reason')}
        <textarea name="reason" rows={2} maxLength={500} required={!isTheirWish} className="field" />
        <span className="text-xs font-normal text-ink-3">{t('desk.move.reasonRead')}</span>
      </label>
      <div className="flex flex-wrap gap-2">
        <button type="submit" className="button primary" disabled={busy || chosen === ''}>
          {t('desk.move.go')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('desk.move.keep')}
        </button>
      </div>
    </form>
  )
}

function useFreshOffers(caseId: string) {
  const [offers, setOffers] = useState<OfferRow[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  const load = () => {
    call<{ items: OfferRow[] }>(`/cases/${caseId}/offers`, { method: 'POST', body: {} }).then(
      ({ items }) => setOffers(items.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))),
      (refused: unknown) => {
        setError(refused)
        setOffers([])
      },
    )
  }
  useEffect(load, [caseId])
  return { offers, error, load }
}

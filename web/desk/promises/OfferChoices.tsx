import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { call } from '../client.ts'
import { t } from '../kit/language.ts'
import { Bones } from '../kit/states.tsx'
import { OfferLine } from './PromiseList.tsx'
import type { OfferRow } from './PromiseList.tsx'

interface ChoicesProps {
  /** Null while they are being read. */
  offers: OfferRow[] | null
  chosen: string
  onChoose: (offer: OfferRow) => void
  isMissing: boolean
  zone: string
  now: number
}

/** The times that can be kept, soonest first, none chosen beforehand. */
export function OfferChoices({ offers, chosen, onChoose, isMissing, zone, now }: ChoicesProps): ReactNode {
  return (
    <fieldset aria-describedby={isMissing ? 'move-offer' : undefined}>
      <legend className="mb-1 font-medium">{t('desk.move.when')}</legend>
      {isMissing ? (
        <p id="move-offer" role="alert" className="text-xs text-late-text">
          {t('desk.move.offerMissing')}
        </p>
      ) : null}
      {offers === null ? <Bones rows={3} height="3rem" /> : offers.length === 0 ? <p>{t('desk.move.nothing')}</p> : null}
      <div className="flex flex-col">
        {(offers ?? []).map((offer) => (
          <label key={offer.id} className="flex min-h-11 cursor-pointer items-start gap-3 border-b border-line py-2 has-checked:bg-hover">
            <input
              type="radio"
              name="offer"
              value={offer.id}
              checked={chosen === offer.id}
              onChange={() => onChoose(offer)}
              className="mt-1 size-4 accent-ink"
            />
            <OfferLine offer={offer} zone={zone} now={now} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** What can be promised on a case now, quoted afresh; `load` asks again. */
export function useFreshOffers(caseId: string) {
  const [offers, setOffers] = useState<OfferRow[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  const load = () => {
    call<{ items: OfferRow[] }>(`/cases/${caseId}/offers`, { method: 'POST', body: {} }).then(
      ({ items }) => setOffers(items),
      (refused: unknown) => {
        setError(refused)
        setOffers([])
      },
    )
  }
  useEffect(load, [caseId])
  return { offers, setOffers, error, load }
}

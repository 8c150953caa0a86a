import type { OfferChoice, OfferView } from '#contract/portal.ts'
import { Button, fieldId, PostForm, Radios, TextField } from './form.tsx'
import { useReading, weave } from './reading.tsx'
import { SentenceText } from './Sentence.tsx'
import { Left, Time, timeValues } from './Time.tsx'

/** The offers to choose from: soonest first, none preselected, all of one weight. */
export function Offers({
  choice,
  legend,
  submit,
  askReason = false,
}: {
  choice: OfferChoice
  legend: string
  submit: string
  askReason?: boolean
}) {
  const { t, frame } = useReading()
  const error = choice.form.errors.offer
  return (
    <>
      <OfferNews choice={choice} lapsed={askReason ? 'change.lapsed' : 'offers.lapsed'} />
      <PostForm form={choice.form} id="choice">
        {askReason && <TextField form={choice.form} name="reason" label={t('change.reason')} hint={t('change.reason.hint')} optional />}
        <fieldset className="offers" id={fieldId('offer')} tabIndex={error ? -1 : undefined}>
          <legend>{choice.nearest ? t('offers.nearest') : legend}</legend>
          {error && <p className="error">{error}</p>}
          {choice.offers.map((offer, index) => (
            <Offer key={offer.id} offer={offer} choice={choice} soonest={index === 0 && choice.offers.length > 1} />
          ))}
          <MoreOffers choice={choice} />
          {choice.mayPropose && <Proposal choice={choice} />}
        </fieldset>
        <p className="quiet">
          {t('expect')} <a href={frame.links.charter}>{t('charter.title')}</a>
        </p>
        <Button label={choice.problem === 'lapsed' ? t('offers.refresh') : submit} />
        {choice.mayAskLead && (
          <p className="choice-lead">
            <button type="submit" className="button quiet" name="lead" value="yes">
              {t('proposed.lead')}
            </button>
          </p>
        )}
        <Hold choice={choice} />
      </PostForm>
      <Fallback choice={choice} />
    </>
  )
}

function OfferNews({ choice, lapsed }: { choice: OfferChoice; lapsed: 'change.lapsed' | 'offers.lapsed' }) {
  const { t } = useReading()
  if (choice.problem === null || choice.form.summary) return null
  if (choice.problem === 'lapsed') return <p className="notice">{t(lapsed)}</p>
  return (
    <div className="problem" role="alert" tabIndex={-1} autoFocus id="problem">
      <p className="problem-title">{t(`offers.${choice.problem}`)}</p>
    </div>
  )
}

function Offer({ offer, choice, soonest }: { offer: OfferView; choice: OfferChoice; soonest: boolean }) {
  const { t } = useReading()
  const id = `offer-${offer.id}`
  return (
    <label className="offer" data-promise="offered">
      <input
        type="radio"
        name="offer"
        value={offer.id}
        checked={choice.form.values.offer === offer.id}
        aria-labelledby={`${id}-sentence`}
        aria-describedby={`${id}-notes`}
      />
      <span className="offer-body">
        <span className="offer-head">
          <span className="offer-sentence" id={`${id}-sentence`}>
            <SentenceText promised={offer} />
          </span>
          {soonest && <span className="soonest">{t('offers.soonest')}</span>}
          {offer.asAgreed && <span className="soonest">{t('agreed.offer')}</span>}
        </span>
        <span className="offer-notes" id={`${id}-notes`}>
          <span>
            <OfferDetail offer={offer} />
          </span>
          <span>{recordText(t, offer)}</span>
        </span>
      </span>
    </label>
  )
}

function OfferDetail({ offer }: { offer: OfferView }) {
  const { t, moments } = useReading()
  if (offer.way === 'call') {
    const start = moments.values(offer.startsAt ?? offer.dueAt).clock
    return <>{t('detail.call', { start, end: moments.values(offer.dueAt).clock })}</>
  }
  return (
    <>
      {weave(t, 'detail.wait', { left: <Left until={offer.dueAt} /> })} {t('detail.written')}
    </>
  )
}

function recordText(t: ReturnType<typeof useReading>['t'], offer: OfferView): string {
  return offer.record ? t('record.kept', { kept: offer.record.kept, total: offer.record.total }) : t('record.new')
}

function MoreOffers({ choice }: { choice: OfferChoice }) {
  const { t } = useReading()
  if (choice.moreOffers.length === 0) return null
  const chosen = choice.moreOffers.some((offer) => offer.id === choice.form.values.offer)
  return (
    <details className="more-offers" open={chosen}>
      <summary>{t('offers.more')}</summary>
      {choice.moreOffers.map((offer) => (
        <Offer key={offer.id} offer={offer} choice={choice} soonest={false} />
      ))}
    </details>
  )
}

function Proposal({ choice }: { choice: OfferChoice }) {
  const { t, moments } = useReading()
  const { form } = choice
  return (
    <div className="offer-own">
      <label className="offer">
        <input type="radio" name="offer" value="propose" checked={form.values.offer === 'propose'} />
        <span className="offer-body">
          <span className="offer-sentence">
            {t(choice.offers.length === 0 ? 'offers.propose_only' : choice.nearest ? 'offers.propose_other' : 'offers.propose')}
          </span>
        </span>
      </label>
      <div className="proposal">
        <TextField form={form} name="proposalWords" label={t('proposal.words')} hint={t('proposal.words.hint')} />
        {choice.mayProposeCall && (
          <Radios
            form={form}
            name="proposalWay"
            legend={t('proposal.way')}
            className="inline"
            choices={(['written', 'call'] as const).map((value) => ({ value, label: t(`proposal.${value}`) }))}
          />
        )}
        <p className="quiet">{t('proposal.pick')}</p>
        <div className="pair">
          <TextField form={form} name="proposalDate" label={t('proposal.date')} type="date" width="short" min={moments.today} />
          <TextField form={form} name="proposalTime" label={t('proposal.time')} type="time" width="short" />
        </div>
      </div>
    </div>
  )
}

// Inside the form of the choice, after its own button: holding longer loses nothing that was chosen or typed.
function Hold({ choice }: { choice: OfferChoice }) {
  const { t, moments } = useReading()
  if (!choice.hold) return null
  const { until, extendAction } = choice.hold
  return (
    <div className="hold">
      <p>
        {weave(t, 'offers.hold', timeValues(until, moments.values(until)))}{' '}
        <span data-hold={until.getTime()} role="status" data-over={t('offers.hold_over')} />
      </p>
      {extendAction && (
        <button type="submit" className="button text" formAction={extendAction}>
          {t('offers.extend')}
        </button>
      )}
    </div>
  )
}

function Fallback({ choice }: { choice: OfferChoice }) {
  const { t, moments } = useReading()
  if (!choice.fallback) return null
  return (
    <p className="quiet">{weave(t, 'sentence.default', { ...timeValues(choice.fallback.dueAt, moments.values(choice.fallback.dueAt)) })}</p>
  )
}

/** The line that names the zone of every time on the page, and lets the customer pick another. */
export function ZoneLine({ choice }: { choice: OfferChoice }) {
  const { t, moments } = useReading()
  const { zone } = choice
  const line = <>{weave(t, 'zone.line', { zone: moments.zoneName, now: <Time at={moments.now} /> })}</>
  if (!zone) return <p className="quiet">{line}</p>
  return (
    <details className="zone">
      <summary>
        <span>{line}</span> <span className="like-link">{t('change.verb')}</span>
      </summary>
      <PostForm form={zone.form} className="row">
        <div className="field">
          <label htmlFor="field-zone">{t('zone.label')}</label>
          <select id="field-zone" name="zone">
            {zone.choices.map((id) => (
              <option key={id} value={id} selected={id === moments.zone}>
                {id.replaceAll('_', ' ').replace('/', ' / ')}
              </option>
            ))}
          </select>
        </div>
        <Button label={t('zone.use')} kind="quiet" />
      </PostForm>
    </details>
  )
}

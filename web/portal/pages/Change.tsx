import type { ChangePage } from '#contract/portal.ts'
import { Offers, ZoneLine } from '../parts/Offers.tsx'
import { AskLead, ProposedTime } from '../parts/Proposed.tsx'
import { useReading } from '../parts/reading.tsx'
import { Sentence } from '../parts/Sentence.tsx'
import { BackToCase } from '../parts/Step.tsx'

/** P7: change the promise. */
export function Change({ page }: { page: ChangePage }) {
  const { t } = useReading()
  return (
    <>
      <BackToCase href={page.case.href} number={page.case.number} />
      <h1>{t('change.title')}</h1>
      <div className="chosen">
        <p className="quiet">{t('change.now')}</p>
        <Sentence promised={page.promise} />
      </div>
      <p>{t('change.stays')}</p>
      {page.proposed && <ProposedTime proposed={page.proposed} />}
      <ZoneLine choice={page.choice} />
      <Offers choice={page.choice} legend={t('choose.legend')} submit={t('change.submit')} askReason />
      {page.proposed && <AskLead proposed={page.proposed} />}
      <p className="actions">
        <a href={page.case.href}>{t('change.leave')}</a>
      </p>
    </>
  )
}

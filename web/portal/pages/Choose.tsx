import type { ChoosePage } from '#contract/portal.ts'
import { Expectation } from '../parts/Expectation.tsx'
import { InDanger } from '../parts/Emergency.tsx'
import { Offers, ZoneLine } from '../parts/Offers.tsx'
import { useReading } from '../parts/reading.tsx'
import { Step } from '../parts/Step.tsx'

/** P3: choose your promise. */
export function Choose({ page }: { page: ChoosePage }) {
  const { t } = useReading()
  return (
    <>
      <Step number={2} backHref={page.backHref} />
      {page.emergency && <InDanger kind={page.emergency} />}
      <h1>{t('choose.title')}</h1>
      <p className="you-asked">
        {t('choose.you_asked')} <q lang={page.need.language ?? undefined}>{page.need.text}</q>{' '}
        <a href={page.need.changeHref}>{t('change.verb')}</a>
      </p>
      {page.expectation && <Expectation expectation={page.expectation} />}
      <ZoneLine choice={page.choice} />
      <Offers choice={page.choice} legend={t('choose.legend')} submit={t('form.continue')} />
    </>
  )
}

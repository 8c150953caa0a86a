import type { Form, ReceiptPage } from '#contract/portal.ts'
import { Help, InDanger } from '../parts/Emergency.tsx'
import { Button, PostForm, TextField } from '../parts/form.tsx'
import { PromiseCard } from '../parts/PromiseCard.tsx'
import { ProposedTime } from '../parts/Proposed.tsx'
import { useReading } from '../parts/reading.tsx'

/** P5: the promise receipt. */
export function Receipt({ page }: { page: ReceiptPage }) {
  const { t, moments, frame } = useReading()
  return (
    <>
      {page.emergency && <InDanger kind={page.emergency} />}
      <h1>{page.proposed ? t('receipt.title_proposed') : t('receipt.title')}</h1>
      {page.correctAddress && <CorrectAddress form={page.correctAddress} />}
      {page.proposed && <ProposedTime proposed={page.proposed} />}
      {page.help && <Help help={page.help} arrived={null} />}
      {page.promise && <PromiseCard promise={page.promise} />}
      <p className="number">
        {t('receipt.number')} <strong>{page.case.number}</strong>
      </p>
      <h2>{t('receipt.next')}</h2>
      <ul className="plain-list">
        <li>{t('receipt.next.work')}</li>
        <li>
          {t('expect')} <a href={frame.links.charter}>{t('charter.title')}</a>
        </li>
        <li>{page.address ? t('receipt.next.address', { address: page.address }) : t('receipt.next.page')}</li>
        <li>{t('receipt.next.close')}</li>
      </ul>
      <p className="actions">
        <a className="button main" href={page.case.href}>
          {t('receipt.open')}
        </a>
        {page.calendarHref && (
          <a className="button quiet" href={page.calendarHref}>
            {t('receipt.calendar')}
          </a>
        )}
        <a className="button quiet" href={page.changeHref}>
          {t('receipt.change')}
        </a>
        <button type="button" className="button quiet" hidden data-print>
          {t('receipt.print')}
        </button>
      </p>
      <p className="quiet">
        {t('case.private')} {t('zone.short', { zone: moments.zoneName })}
      </p>
    </>
  )
}

/** Says that our mail came back, and takes the right address. */
export function CorrectAddress({ form }: { form: Form<'email'> }) {
  const { t } = useReading()
  return (
    <section className="problem" aria-labelledby="bounced">
      <p className="problem-title" id="bounced">
        {t('bounced.title')}
      </p>
      <PostForm form={form}>
        <TextField form={form} name="email" label={t('bounced.label')} type="email" inputMode="email" autoComplete="email" />
        <Button label={t('bounced.submit')} kind="quiet" />
      </PostForm>
    </section>
  )
}

import type { EscalatePage } from '#contract/portal.ts'
import { Button, PostForm, Radios, TextArea } from '../parts/form.tsx'
import { PromiseCard } from '../parts/PromiseCard.tsx'
import { useReading } from '../parts/reading.tsx'
import { Sentence } from '../parts/Sentence.tsx'
import { BackToCase } from '../parts/Step.tsx'

const reasons = ['slow', 'unheard', 'wrong', 'other']

/** P8: not going well. */
export function Escalate({ page }: { page: EscalatePage }) {
  const { t } = useReading()
  return (
    <>
      <BackToCase href={page.case.href} number={page.case.number} />
      <h1>{t('escalate.title')}</h1>
      <p>{t('escalate.reader', { reader: page.reader })}</p>
      {page.running ? <Running page={page} running={page.running} /> : <Ask page={page} />}
      {page.phone && (
        <p className="aside">
          {t('escalate.phone')} <a href={`tel:${page.phone.replaceAll(/[^+\d]/g, '')}`}>{page.phone}</a>
        </p>
      )}
    </>
  )
}

// Said already: what runs is shown, and nothing has to be sent a second time.
function Running({ page, running }: { page: EscalatePage; running: NonNullable<EscalatePage['running']> }) {
  const { t } = useReading()
  return (
    <>
      <PromiseCard promise={running} />
      <p>{t('escalate.running')}</p>
      <p className="actions">
        <a className="button quiet" href={page.case.href}>
          {t('case.back', { number: page.case.number })}
        </a>
      </p>
    </>
  )
}

function Ask({ page }: { page: EscalatePage }) {
  const { t } = useReading()
  return (
    <>
      {page.promise && (
        <div className="chosen">
          <Sentence promised={page.promise} />
        </div>
      )}
      <PostForm form={page.form}>
        <Radios
          form={page.form}
          name="reason"
          legend={t('escalate.reason')}
          choices={reasons.map((reason) => ({ value: reason, label: t(`escalate.${reason}`) }))}
        />
        <TextArea form={page.form} name="words" label={t('escalate.words')} rows={4} optional />
        <Button label={t('escalate.submit')} />
      </PostForm>
    </>
  )
}

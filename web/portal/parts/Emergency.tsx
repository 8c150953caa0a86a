import type { EmergencyKind } from '#contract/emergency.ts'
import type { Form, PromiseView } from '#contract/portal.ts'
import { ButtonForm } from './form.tsx'
import { MovedFrom, StateChip, StatusText } from './PromiseCard.tsx'
import { useReading, weave } from './reading.tsx'
import { Sentence } from './Sentence.tsx'
import { Time } from './Time.tsx'

/** What to do while nobody is there yet, before everything else on a page: whom to call, what to do, and that we are not they. */
export function InDanger({ kind }: { kind: EmergencyKind }) {
  const { t } = useReading()
  return (
    <section className="in-danger" aria-labelledby="in-danger">
      <p className="in-danger-title" id="in-danger">
        <span aria-hidden="true">! </span>
        {t('emergency.title')}
      </p>
      <p>{t(`emergency.do.${kind}`)}</p>
      <p>
        <a className="button main" href="tel:112">
          {t('emergency.call')}
        </a>
      </p>
      <p className="quiet">{t('emergency.we')}</p>
    </section>
  )
}

const titles: Partial<Record<PromiseView['state'], string>> = { kept: 'tracker.help_came', kept_late: 'tracker.help_came_late' }

/** Help that was sent: who comes and by when, and the customer's word that it is there. */
export function Help({ help, arrived }: { help: PromiseView; arrived: Form | null }) {
  const { t } = useReading()
  return (
    <section className="promise-card" data-promise={help.state} aria-labelledby="help-title">
      <p id="help-title">
        <strong>{t(titles[help.state] ?? 'help.title')}</strong>
      </p>
      {help.state === 'late' ? (
        <>
          <p className="promise-sentence">{weave(t, 'help.late', { was: <Time at={help.dueAt} /> })}</p>
          <p className="late-next">{t('help.late_call')}</p>
        </>
      ) : (
        <Sentence promised={help} />
      )}
      {help.who && <p>{help.who}</p>}
      <p className="promise-status">
        <StateChip promise={help} /> <StatusText promise={help} />
      </p>
      <MovedFrom promise={help} />
      {arrived && (
        <div className="actions">
          <ButtonForm form={arrived} label={t('help.here')} />
        </div>
      )}
    </section>
  )
}

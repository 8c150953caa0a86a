import type { AgreementChangePage, AgreementPage, AgreementsPage } from '#contract/portal.ts'
import { Button, PostForm, Radios, TextArea, TextField } from '../parts/form.tsx'
import { useReading } from '../parts/reading.tsx'
import { ChangedTerms, SaidOf, StateOfVersion, Terms } from '../parts/Terms.tsx'

/** P20: the standing levels agreed with somebody, or their organisation. */
export function Agreements({ page }: { page: AgreementsPage }) {
  const { t } = useReading()
  return (
    <>
      <Back href={page.backHref} label={t('my.title')} />
      <h1>{t('agreements.title')}</h1>
      <p>{t('agreements.why')}</p>
      {page.items.length === 0 && <p>{t('agreements.none')}</p>}
      <ul className="cases">
        {page.items.map(({ href, party, what, version }) => (
          <li key={href}>
            <a href={href} className="case-link">
              {party}: {what ?? t('agreement.all')}
            </a>
            <span className="quiet">
              <StateOfVersion version={version} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** P20, one of them. */
export function AgreementOne({ page }: { page: AgreementPage }) {
  const { t } = useReading()
  const { version, holds } = page
  return (
    <>
      <Back href={page.backHref} label={t('agreement.back')} />
      <h1>{titleOf(t, page)}</h1>
      {page.done && (
        <p className="notice" role="status">
          {t(`agreement.done.${page.done}`)}
        </p>
      )}
      {page.isChanged && (
        <div className="problem" role="alert" tabIndex={-1} autoFocus id="problem">
          <p className="problem-title">{t('agreement.changed')}</p>
        </div>
      )}
      <p>
        <StateOfVersion version={version} />
      </p>
      <section className="chosen">
        <Terms terms={version.terms} />
      </section>
      <SaidOf version={version} />
      {holds && <ChangedTerms version={version} holds={holds} />}
      {version.kept + version.broken > 0 && <p>{t('agreement.counted', { kept: version.kept, broken: version.broken })}</p>}
      <Deeds page={page} />
      <Others page={page} />
    </>
  )
}

function Deeds({ page }: { page: AgreementPage }) {
  const { t } = useReading()
  const { sign, changeHref, decline, end, version, party } = page
  return (
    <>
      {page.onlyReads && <p className="aside">{t('agreement.reads', { party })}</p>}
      {sign && <p id="means">{t('agreement.sign.means', { party })}</p>}
      <div className="actions">
        {sign && (
          <PostForm form={sign}>
            <Button label={t('agreement.sign', { version: version.version })} describedBy="means" />
          </PostForm>
        )}
        {changeHref && (
          <a className="button quiet" href={changeHref}>
            {t('agreement.propose')}
          </a>
        )}
      </div>
      {decline && (
        <details className="more">
          <summary>{t('agreement.decline')}</summary>
          <PostForm form={decline}>
            <TextArea form={decline} name="reason" id="decline" label={t('agreement.decline.reason')} rows={2} optional />
            <Button label={t('agreement.decline')} kind="quiet" />
          </PostForm>
        </details>
      )}
      {end && (
        <details className="more" open={Boolean(end.errors.reason)}>
          <summary>{t('agreement.end')}</summary>
          <PostForm form={end}>
            <TextArea form={end} name="reason" label={t('agreement.end.reason')} rows={2} required />
            <Button label={t('agreement.end')} kind="quiet" />
          </PostForm>
        </details>
      )}
    </>
  )
}

function Others({ page }: { page: AgreementPage }) {
  const { t } = useReading()
  const all = [...(page.holds ? [page.holds] : []), ...page.others]
  if (all.length === 0) return null
  return (
    <section>
      <h2>{t('agreement.history')}</h2>
      {all.map((version) => (
        <details key={version.version} className="more">
          <summary>
            <StateOfVersion version={version} />
          </summary>
          <Terms terms={version.terms} />
          <SaidOf version={version} />
        </details>
      ))}
    </section>
  )
}

const matters = ['time', 'result', 'person', 'price', 'information', 'kindness']
const paces = ['answer', 'call', 'update', 'resolution']

/** P20, other terms. */
export function AgreementChange({ page }: { page: AgreementChangePage }) {
  const { t } = useReading()
  const { form } = page
  return (
    <>
      <Back href={page.backHref} label={t('form.back')} />
      <h1>{t('agreement.propose')}</h1>
      <p>{t('agreement.propose.why')}</p>
      <PostForm form={form}>
        {paces.map((pace) => (
          <TextField
            key={pace}
            form={form}
            name={pace}
            label={t(`agreement.field.${pace}`)}
            hint={t('agreement.field.hours')}
            width="short"
          />
        ))}
        <Radios
          form={form}
          name="matter"
          legend={t('agreement.field.matter')}
          choices={[
            { value: '', label: t('agreement.field.no_matter') },
            ...matters.map((matter) => ({ value: matter, label: t(`matter.${matter}`) })),
          ]}
        />
        <input type="hidden" name="way" value={form.values.way ?? ''} />
        <div className="pair">
          <TextField form={form} name="from" label={t('agreement.field.from')} type="date" width="short" required />
          <TextField form={form} name="until" label={t('agreement.field.until')} type="date" width="short" optional />
        </div>
        <TextArea form={form} name="breach" label={t('agreement.field.breach')} rows={3} optional />
        <TextArea form={form} name="words" label={t('agreement.field.words')} rows={3} optional />
        <TextArea form={form} name="note" label={t('agreement.field.note')} rows={2} optional />
        <Button label={t('agreement.propose.send')} />
      </PostForm>
    </>
  )
}

/** The title of one agreement: whom and what it is for. */
export const titleOf = (t: ReturnType<typeof useReading>['t'], { party, what }: Pick<AgreementPage, 'party' | 'what'>): string =>
  t('agreement.title', { what: what ? `${party}, ${what}` : party })

function Back({ href, label }: { href: string; label: string }) {
  return (
    <p className="step">
      <a href={href}>{label}</a>
    </p>
  )
}

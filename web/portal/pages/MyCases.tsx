import type { AskCodePage, MyCasesPage, TypeCodePage } from '#contract/portal.ts'
import { Button, ButtonForm, PostForm, TextField } from '../parts/form.tsx'
import { StateChip } from '../parts/PromiseCard.tsx'
import { useReading } from '../parts/reading.tsx'
import { SentenceText } from '../parts/Sentence.tsx'

/** P11, first: to which address shall the code go. */
export function AskCode({ page }: { page: AskCodePage }) {
  const { t } = useReading()
  return (
    <>
      <h1>{t('code.title')}</h1>
      <p>{t('code.why')}</p>
      <PostForm form={page.form}>
        <TextField
          form={page.form}
          name="address"
          label={t('contact.email')}
          type="email"
          inputMode="email"
          autoComplete="email"
          required
        />
        <Button label={t('code.send')} />
      </PostForm>
    </>
  )
}

/** P11, then: type the code. */
export function TypeCode({ page }: { page: TypeCodePage }) {
  const { t } = useReading()
  return (
    <>
      <h1>{t('code.type')}</h1>
      <p>{t('code.sent', { address: page.address, minutes: page.minutes })}</p>
      <PostForm form={page.form}>
        <TextField
          form={page.form}
          name="code"
          label={t('code.label')}
          inputMode="numeric"
          autoComplete="one-time-code"
          width="code"
          required
        />
        <Button label={t('code.open')} />
      </PostForm>
      <div className="aside">
        <span>{t('code.nothing')}</span> <ButtonForm form={page.again} label={t('code.again')} kind="text" />
      </div>
    </>
  )
}

/** P11, last: the cases of a proven address. */
export function MyCases({ page }: { page: MyCasesPage }) {
  const { t, frame } = useReading()
  return (
    <>
      <h1>{t('my.title')}</h1>
      <p className="quiet">{t('my.address', { address: page.address })}</p>
      {page.agreementsHref && (
        <p>
          <a href={page.agreementsHref}>{t('agreements.link')}</a>
        </p>
      )}
      {page.cases.length === 0 && (
        <p>
          {t('my.none')} <a href={frame.links.home}>{t('my.ask')}</a>
        </p>
      )}
      <ul className="cases">
        {page.cases.map((entry) => (
          <li key={entry.case.number}>
            <CaseEntry entry={entry} />
          </li>
        ))}
      </ul>
      <ButtonForm form={page.leave} label={t('my.leave')} kind="text" />
    </>
  )
}

function CaseEntry({ entry }: { entry: MyCasesPage['cases'][number] }) {
  const { t } = useReading()
  const { promise } = entry
  return (
    <>
      <a href={entry.case.href} className="case-link">
        <span lang={entry.case.titleLanguage ?? undefined}>{entry.case.title}</span>
      </a>
      <span className="quiet">
        {t(`kind.${entry.case.kind}`)} {entry.case.number} · {t(`case.state.${entry.case.state}`)}
      </span>
      {promise && entry.case.state === 'open' && (
        <span className="case-promise" data-promise={promise.state}>
          <StateChip promise={promise} />
          <span className="promise-small">
            <SentenceText promised={promise} isDefault={promise.isDefault} />
          </span>
        </span>
      )}
    </>
  )
}

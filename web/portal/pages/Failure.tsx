import type { ErrorPage } from '#contract/portal.ts'
import { useReading } from '../parts/reading.tsx'

/** What failed, what is safe, what to do. */
export function Failure({ page }: { page: ErrorPage }) {
  const { t, frame } = useReading()
  return (
    <>
      <h1>{t(`error.${page.status}`)}</h1>
      <p>{t(`error.${page.status}.text`)}</p>
      {page.typed && (
        <div className="field">
          <label htmlFor="typed">{t('error.typed')}</label>
          <textarea id="typed" rows={6} readOnly dir="auto">
            {page.typed}
          </textarea>
        </div>
      )}
      <p className="actions">
        {page.againHref && (
          <a className="button main" href={page.againHref}>
            {t('error.again')}
          </a>
        )}
        <a className="button quiet" href={frame.links.home}>
          {t('error.home')}
        </a>
      </p>
      {page.errorId && (
        <p className="quiet">
          {t('error.id')} <code>{page.errorId}</code>
        </p>
      )}
    </>
  )
}

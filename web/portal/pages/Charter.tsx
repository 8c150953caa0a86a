import type { CharterItem, CharterPage, CharterStep } from '#contract/portal.ts'
import { Record, Words } from '../parts/Charter.tsx'
import { useReading, weave } from '../parts/reading.tsx'
import { Day } from '../parts/Time.tsx'

/** The charter: what is promised to whom, under which conditions, how often it was kept, and how it came to be so. */
export function Charter({ page }: { page: CharterPage }) {
  const { t } = useReading()
  const { version, standing } = page
  return (
    <>
      <h1>{standing === 'before' ? t('charter.cite', { version }) : t('charter.title')}</h1>
      {standing !== 'now' && (
        <p className="notice">
          {t(`charter.${standing}`)} <a href={page.currentHref}>{t('charter.current')}</a>
        </p>
      )}
      <p>{t('charter.lead')}</p>
      {standing !== 'preview' && <p className="quiet">{weave(t, 'charter.published', { version, date: <Day at={page.publishedAt} /> })}</p>}
      <h2>{t('charter.entries')}</h2>
      <ul className="cases">
        {page.items.map((item) => (
          <Item key={item.href} item={item} counted={standing !== 'before'} />
        ))}
      </ul>
      <h2>{t('charter.terms')}</h2>
      <ul className="plain-list">
        {page.texts.map(({ title, said }) => (
          <li key={title}>
            <strong>{title}.</strong> <Words said={said} />
          </li>
        ))}
      </ul>
      <h2>{t('charter.hours.title')}</h2>
      <ul className="plain-list">
        {page.hours.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {page.asked.length > 0 && (
        <>
          <h2>{t('charter.because')}</h2>
          <ul className="plain-list">
            {page.asked.map((change) => (
              <li key={change.text}>
                <Words said={change} /> {change.because} <Day at={change.at} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t('charter.versions')}</h2>
      <ol className="cases">
        {page.steps.map((step) => (
          <Step key={step.version} step={step} />
        ))}
      </ol>
      <p className="actions">
        <a className="button text" href={page.feedHref}>
          {t('charter.feed')}
        </a>
        <a className="button text" href={page.jsonHref}>
          {t('charter.json')}
        </a>
      </p>
    </>
  )
}

/** The record is of now, so it stands beside what is promised now. */
function Item({ item, counted }: { item: CharterItem; counted: boolean }) {
  const { t } = useReading()
  return (
    <li>
      <span className="promise-small">{item.sentence}</span>
      <span className="offer-notes">
        {item.notes.length > 0 && <span>{item.notes.join(' ')}</span>}
        {counted && (
          <span>
            <Record record={item.record} />
          </span>
        )}
      </span>
      <a href={item.href}>
        {t('charter.more')}
        <span className="visually-hidden">: {item.sentence}</span>
      </a>
    </li>
  )
}

function Step({ step }: { step: CharterStep }) {
  const { t } = useReading()
  const { version, publishedAt, why, askedBy, changes, href } = step
  return (
    <li>
      <a href={href}>
        <span>
          {t('charter.version', { version })}, <Day at={publishedAt} />
        </span>
      </a>
      <span>
        {why && <Words said={why} />} {askedBy !== null && t('charter.asked', { count: askedBy })}
      </span>
      {changes.length > 0 && (
        <ul className="plain-list" aria-label={t('charter.changed')}>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </li>
  )
}

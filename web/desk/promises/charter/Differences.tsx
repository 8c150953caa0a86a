import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Language } from '#contract/wire.ts'
import { dateIn, dateWords } from '../../kit/dates.ts'
import { Icon } from '../../kit/icons.tsx'
import { t } from '../../kit/language.ts'
import { PublishSheet } from './PublishSheet.tsx'
import type { Charter } from './queries.ts'

/** What is public, and every point in which the menu and the texts say something else by now, with the way to publish them. */
export function Differences({ charter, zone, company }: { charter: Charter; zone: string; company: Language }): ReactNode {
  const [isPublishing, setPublishing] = useState(false)
  const { published, differences, mayChange } = charter
  return (
    <section aria-labelledby="charter-now" className="mt-6 rounded-control border border-line bg-canvas p-4">
      <h2 id="charter-now" className="text-base font-semibold">
        {published ? t('desk.charter.version', { version: published.version }) : t('desk.charter.none')}
      </h2>
      <p className="mt-1 text-ink-2">
        {published
          ? t('desk.charter.publishedBy', {
              day: dateWords(dateIn(zone, Date.parse(published.publishedAt)), 'long'),
              by: published.publishedBy,
            })
          : t('desk.charter.noneLead')}
      </p>
      {differences.length === 0 ? (
        <p className="mt-3 flex items-center gap-2">
          <Icon name="check" />
          {t('desk.charter.same')}
        </p>
      ) : (
        <>
          <p className="mt-3 font-medium">{t('desk.charter.differs', { count: differences.length })}</p>
          <ChangeList changes={differences} />
        </>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-2">
        {differences.length > 0 && mayChange ? (
          <button type="button" className="button primary" onClick={() => setPublishing(true)}>
            {t('desk.charter.publish')}
          </button>
        ) : null}
        {differences.length > 0 ? <PageLink href="/charter/preview" words={t('desk.charter.preview')} /> : null}
        {published ? <PageLink href="/charter" words={t('desk.charter.page')} /> : null}
      </div>
      <PublishSheet charter={charter} company={company} open={isPublishing} onClose={() => setPublishing(false)} />
    </section>
  )
}

/** What became different, point by point. */
export function ChangeList({ changes }: { changes: readonly string[] }): ReactNode {
  return (
    <ul className="mt-1 list-disc ps-5">
      {changes.map((change) => (
        <li key={change} className="py-0.5">
          {change}
        </li>
      ))}
    </ul>
  )
}

/** A public page, opened beside the desk. */
export function PageLink({ href, words }: { href: string; words: string }): ReactNode {
  return (
    <a href={href} target="_blank" rel="noreferrer" className="button">
      {words}
      <span className="sr-only"> {t('desk.charter.newTab')}</span>
    </a>
  )
}

import type { ReactNode } from 'react'
import { dateIn, dateWords } from '../../kit/dates.ts'
import { t } from '../../kit/language.ts'
import { languages } from './charterDraft.ts'
import { ChangeList } from './Differences.tsx'
import { useVersions, type Version } from './queries.ts'

/** The versions, newest first: when, by whom, what changed and why. */
export function VersionList({ zone }: { zone: string }): ReactNode {
  const { data = [] } = useVersions()
  if (data.length === 0) return null
  return (
    <section aria-labelledby="charter-versions" className="mt-10 border-t border-line-strong pt-4">
      <h2 id="charter-versions" className="text-base font-semibold">
        {t('desk.charter.versions')}
      </h2>
      <ol className="mt-3 border-t border-line">
        {data.map((one) => (
          <li key={one.version} className="border-b border-line px-2 py-2.5">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <a className="link font-medium" href={`/charter/versions/${one.version}`} target="_blank" rel="noreferrer">
                {t('desk.charter.version', { version: one.version })}
                <span className="sr-only"> {t('desk.charter.newTab')}</span>
              </a>
              <span className="text-xs text-ink-3">
                {dateWords(dateIn(zone, Date.parse(one.publishedAt)), 'long')} · {one.publishedBy}
              </span>
            </p>
            <Reason version={one} />
            {one.changes.length ? <ChangeList changes={one.changes} /> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Why it changed, in English where it was said in it, else in the language there is. */
function Reason({ version: { why, askedByCount } }: { version: Version }): ReactNode {
  const language = languages.find(({ code }) => why[code])?.code
  return (
    <p className="mt-1">
      {language ? <span lang={language}>{why[language]}</span> : null}{' '}
      {askedByCount === null ? null : <span className="text-ink-2">{t('desk.charter.askedBy', { count: askedByCount })}</span>}
    </p>
  )
}

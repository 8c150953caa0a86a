import type { ReactNode } from 'react'
import type { Language } from '#contract/wire.ts'
import { t } from '../../kit/language.ts'
import { Bones, Failed } from '../../kit/states.tsx'
import { WhoMay } from '../../kit/WhoMay.tsx'
import { Differences } from './Differences.tsx'
import { useCharter } from './queries.ts'
import { TextsEditor } from './TextsEditor.tsx'
import { VersionList } from './VersionList.tsx'

/** The charter: what is public, what the menu says otherwise by now, the company's own words, and how it came to be so. */
export function CharterSettings({ zone, company }: { zone: string; company: Language }): ReactNode {
  const query = useCharter()
  if (query.isPending) return <Bones rows={6} />
  if (query.isError) return <Failed error={query.error} again={() => void query.refetch()} />
  const charter = query.data
  return (
    <>
      <h1 tabIndex={-1} className="text-xl font-semibold outline-none">
        {t('desk.settings.page.charter')}
      </h1>
      <p className="mt-1 max-w-2xl text-ink-2">{t('desk.charter.lead')}</p>
      {charter.mayChange ? null : <WhoMay words={(names) => t('desk.charter.whoMay', { names })} />}
      <Differences charter={charter} zone={zone} company={company} />
      <TextsEditor charter={charter} company={company} />
      <VersionList zone={zone} />
    </>
  )
}

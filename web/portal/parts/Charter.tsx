import type { CharterItem, Worded } from '#contract/portal.ts'
import { useReading } from './reading.tsx'

/** A text of the company; where it is in another language than the page, that is said. */
export function Words({ said }: { said: Worded }) {
  const { t } = useReading()
  if (said.language === t.language) return <span className="message-text">{said.text}</span>
  const language = new Intl.DisplayNames([t.language], { type: 'language' }).of(said.language) ?? said.language
  return (
    <>
      <span className="message-text" lang={said.language}>
        {said.text}
      </span>{' '}
      <span className="quiet">{t('charter.other_language', { language })}</span>
    </>
  )
}

/** How often an entry was kept, in counts; under twenty that it is new. */
export function Record({ record }: Pick<CharterItem, 'record'>) {
  const { t } = useReading()
  return <>{record ? t('record.kept', { ...record }) : t('record.new')}</>
}

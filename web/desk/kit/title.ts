import { useEffect } from 'react'
import { t } from './language.ts'

/** Names the page in the browser. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = t('desk.pageTitle', { title })
  }, [title])
}

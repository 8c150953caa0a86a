import type { ReactNode } from 'react'
import { t } from '../../kit/language.ts'
import { useMenuKeepers } from './queries.ts'

/** Who can change the menu, said to those who cannot. */
export function WhoMay(): ReactNode {
  const { data: names = [] } = useMenuKeepers()
  return (
    <p className="mt-4 rounded-control border border-line bg-sunken px-4 py-3">
      {t('desk.menu.whoMay', { names: new Intl.ListFormat('en', { type: 'disjunction' }).format(names) })}
    </p>
  )
}

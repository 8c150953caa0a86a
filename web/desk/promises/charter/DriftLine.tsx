import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { t } from '../../kit/language.ts'
import { useCharter } from './queries.ts'

/** Says on the menu that the charter says something else, and leads there; nothing while they agree. */
export function DriftLine(): ReactNode {
  const { data } = useCharter()
  if (!data || data.differences.length === 0) return null
  return (
    <p className="mt-4 rounded-control border border-line bg-sunken px-4 py-3">
      {t('desk.charter.differs', { count: data.differences.length })}{' '}
      <Link to="/settings/$page" params={{ page: 'charter' }} className="link">
        {t('desk.charter.see')}
      </Link>
    </p>
  )
}

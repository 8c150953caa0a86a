import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Counts } from '#contract/faces.ts'
import { t } from '../kit/language.ts'
import { Nothing } from '../kit/states.tsx'
import type { InboxSearch } from '../routes.tsx'

/** Nothing here: because of filters, with the way to take them off; or because all is done, with where work is. */
export function EmptyInbox({ filters, view, counts }: { filters: InboxSearch; view: string; counts: Counts | undefined }): ReactNode {
  const given = Object.entries(filters).filter(([name, value]) => name !== 'peek' && name !== 'sort' && value).length
  const unclaimed = counts?.unclaimed ?? 0
  if (given > 0) {
    return (
      <Nothing title={t('desk.empty.filtered', { count: given })}>
        <Link to="/inbox/$view" params={{ view }} search={{}} className="button mt-3">
          {t('desk.empty.clear')}
        </Link>
      </Nothing>
    )
  }
  return (
    <Nothing title={t(`desk.empty.${view === 'mine' || view === 'unclaimed' ? view : 'other'}`)} state="kept">
      {view === 'mine' && unclaimed > 0 ? (
        <Link to="/inbox/$view" params={{ view: 'unclaimed' }} search={{}} className="link">
          {t('desk.empty.unclaimedLink', { count: unclaimed })}
        </Link>
      ) : (
        t('desk.empty.lead')
      )}
    </Nothing>
  )
}

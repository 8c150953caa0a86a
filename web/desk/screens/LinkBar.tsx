import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Icon } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { useNow } from '../kit/now.ts'
import { clockTime } from '../kit/time.ts'
import { useLink } from '../live.ts'
import { usePerson } from '../people/me.ts'

const staleAfterMs = 60_000

/** The thin bar that says the desk is offline, or that news no longer come by themselves. */
export function LinkBar(): ReactNode {
  const link = useLink()
  const { shop } = usePerson()
  const client = useQueryClient()
  const now = useNow()
  const time = clockTime(link.sinceMs, shop.zone)
  if (link.state === 'offline')
    return (
      <p role="status" className="flex items-center gap-2 border-b border-line bg-sunken px-4 py-1.5 text-xs">
        <Icon name="warn" size={16} />
        {t('desk.link.offline', { time })}
      </p>
    )
  if (link.state === 'live' || now - link.sinceMs < staleAfterMs) return null
  return (
    <p role="status" className="flex items-center gap-3 border-b border-line bg-sunken px-4 py-1 text-xs">
      <Icon name="warn" size={16} />
      {t('desk.link.stale', { time })}
      <button type="button" className="button small" onClick={() => void client.invalidateQueries()}>
        {t('desk.link.refresh')}
      </button>
    </p>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { call } from '../client.ts'
import { workOrder } from '../cases/sections.ts'
import type { Row } from '../cases/sections.ts'
import { t } from '../kit/language.ts'
import { nowMs } from '../kit/now.ts'
import { sayDone, sayRefused } from '../kit/toast.tsx'

/** Opens what comes next in the order of work, emergencies nobody has in hand first: one of mine, or one nobody has claimed, which then becomes mine. */
export function useTakeNext(): () => void {
  const navigate = useNavigate()
  return () => {
    nextDue()
      .then(async (row) => {
        if (!row) return sayDone(t('desk.takeNext.none'))
        if (row.owner.kind === 'team') await call(`/cases/${row.id}/claim`, { method: 'PUT', body: {} })
        await navigate({ to: '/cases/$id', params: { id: row.number } })
      })
      .catch(sayRefused)
  }
}

async function nextDue(): Promise<Row | null> {
  const lists = await Promise.all(
    ['me', 'none'].map((owner) => call<{ items: Row[] }>(`/cases?owner=${owner}&state=open&sort=work&limit=20`)),
  )
  const now = nowMs()
  const next = lists.flatMap((list) => list.items).filter((row) => (row.emergency ? !isInHand(row) : row.dueAt && !row.waiting))
  return next.sort((a, b) => workOrder(a, b, now))[0] ?? null
}

/** What I have confirmed is mine already: it stays on top of the inbox, and the next one is another. */
const isInHand = ({ emergency, owner }: Row): boolean => emergency?.confirmed === true && owner.kind === 'person'

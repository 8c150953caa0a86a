import { useNavigate } from '@tanstack/react-router'
import { call } from '../client.ts'
import { workOrder } from '../cases/sections.ts'
import type { Row } from '../cases/sections.ts'
import { t } from '../kit/language.ts'
import { nowMs } from '../kit/now.ts'
import { sayDone, sayRefused } from '../kit/toast.tsx'

/** Opens the case that comes next in the order of work: one of mine, or one nobody has claimed, which then becomes mine. */
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
  const due = lists.flatMap((list) => list.items).filter((row) => row.dueAt && !row.waiting)
  return due.sort((a, b) => workOrder(a, b, now))[0] ?? null
}

import { useNavigate } from '@tanstack/react-router'
import { call } from '../client.ts'
import type { Row } from '../cases/sections.ts'
import { t } from '../kit/language.ts'
import { sayDone, sayRefused } from '../kit/toast.tsx'

/** Opens the emergency raised first, else the promise due next: one of mine, or one nobody has claimed, which then becomes mine. */
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
    ['me', 'none'].map((owner) => call<{ items: Row[] }>(`/cases?owner=${owner}&state=open&sort=due&limit=20`)),
  )
  const rows = lists.flatMap((list) => list.items)
  const [emergency] = rows.filter((row) => row.emergency && !isInHand(row)).sort((a, b) => raisedMs(a) - raisedMs(b))
  if (emergency) return emergency
  const due = rows.filter((row) => row.dueAt && !row.waiting)
  return due.sort((a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? ''))[0] ?? null
}

/** What I have confirmed is mine already: it stays on top of the inbox, and the next one is another. */
const isInHand = ({ emergency, owner }: Row): boolean => emergency?.confirmed === true && owner.kind === 'person'
const raisedMs = ({ emergency }: Row): number => Date.parse(emergency?.raisedAt ?? '')

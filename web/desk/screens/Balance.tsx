import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { BalancePage } from '../customers/balance/BalancePage.tsx'
import { daysOf } from '../customers/span.ts'
import { useNow } from '../kit/now.ts'
import { usePerson } from '../people/me.ts'

const route = getRouteApi('/shell/balance')

/** What departments asked of each other, for the days in the address. */
export function Balance(): ReactNode {
  const { shop } = usePerson()
  const navigate = useNavigate()
  const days = daysOf(route.useSearch(), shop.zone, useNow())
  return <BalancePage days={days} zone={shop.zone} onDays={(search) => void navigate({ to: '/balance', search, replace: true })} />
}

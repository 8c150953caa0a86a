import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePerson } from '../people/me.ts'
import { DemandPage } from '../promises/demand/DemandPage.tsx'

const route = getRouteApi('/shell/demand')

/** What customers asked for and what was changed because of it, for the person who is here. */
export function Demand(): ReactNode {
  const { group } = route.useSearch()
  const { shop, role } = usePerson()
  return <DemandPage group={group} zone={shop.zone} mayChange={role === 'manager' || role === 'admin'} />
}

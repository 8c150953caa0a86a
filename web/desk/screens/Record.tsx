import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePerson } from '../people/me.ts'
import { RecordPage } from '../promises/record/RecordPage.tsx'
import { spanOf } from '../promises/record/recordWeeks.ts'

const route = getRouteApi('/shell/record')

/** How well the word was kept, for as many weeks as the address says. */
export function Record(): ReactNode {
  const { weeks } = route.useSearch()
  const { shop } = usePerson()
  return <RecordPage weeks={spanOf(weeks)} zone={shop.zone} />
}

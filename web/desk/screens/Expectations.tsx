import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ExpectationsPage } from '../promises/expectations/ExpectationsPage.tsx'
import { partOf } from '../promises/expectations/parts.ts'
import { spanOf } from '../promises/record/recordWeeks.ts'

const route = getRouteApi('/shell/expectations')

/** What customers expect and get, by the part of the work and the weeks that the address names. */
export function Expectations(): ReactNode {
  const { by, weeks } = route.useSearch()
  return <ExpectationsPage by={partOf(by)} weeks={spanOf(weeks)} />
}

import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { OrganisationsPage } from '../customers/OrganisationsPage.tsx'
import { usePerson } from '../people/me.ts'

const route = getRouteApi('/shell/organisations')

/** Organisations; words and kind are in the address. */
export function Organisations(): ReactNode {
  const search = route.useSearch()
  const { staff, teams, role } = usePerson()
  const navigate = useNavigate()
  const change = (next: { q?: string | undefined; kind?: string | undefined }) => {
    const { q, kind } = { ...search, ...next }
    void navigate({ to: '/organisations', search: { ...(q && { q }), ...(kind && { kind }) }, replace: true })
  }
  return (
    <OrganisationsPage
      words={search.q ?? ''}
      kind={search.kind ?? ''}
      change={change}
      onMade={({ id }) => void navigate({ to: '/organisations/$id', params: { id } })}
      people={staff}
      teams={teams}
      mayChange={role !== 'agent'}
    />
  )
}

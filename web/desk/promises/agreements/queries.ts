import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Agreement } from '#contract/agreements.ts'
import type { Organisation, Project } from '#contract/organisations.ts'
import type { Product } from '#contract/products.ts'
import { call } from '../../client.ts'
import type { Wire } from '../../client.ts'
import type { workingDayMinutes } from '../menu/minutes.ts'

export type Agreed = Wire<Agreement>
export type Version = Agreed['versions'][number]
export type ListState = 'in_force' | 'proposed' | 'ending' | 'other'

/** Whose agreements: an organisation's, a person's, or (empty) everybody's, in one state or in any. */
export interface Wanted {
  organisationId?: string | undefined
  customerId?: string | undefined
  state?: ListState | undefined
}

/** Agreements, the newest first. */
export const useAgreements = (wanted: Wanted) => useQuery(agreementsQuery(wanted))

function agreementsQuery(wanted: Wanted) {
  const asked = Object.entries(wanted).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const query = new URLSearchParams([...asked, ['limit', '200']]).toString()
  return {
    queryKey: ['agreements', query],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call<{ items: Agreed[] }>(`/agreements?${query}`, { signal }).then(({ items }) => items),
    staleTime: 5_000,
  }
}

/** Those that wait for a word of either side, looked at once a minute: nobody has to open them to hear of a signature or a proposal. */
export function useWaitingAgreements() {
  return useQuery({ ...agreementsQuery({ state: 'proposed' }), refetchInterval: 60_000 })
}

/** Makes every list of agreements look again. */
export function useRefreshAgreements(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['agreements'] })
}

const listOf = <Item>(path: string, key: readonly string[], enabled = true) => ({
  queryKey: key,
  queryFn: ({ signal }: { signal: AbortSignal }) => call<{ items: Item[] }>(path, { signal }).then(({ items }) => items),
  staleTime: 60_000,
  enabled,
})

type Calendar = { id: string; name: string; week: Parameters<typeof workingDayMinutes>[0]; teams: { id: string }[] }

/** What the terms of an agreement choose from: people, working times, products, and the projects of an organisation. */
export function useChoices(organisationId: string | undefined) {
  const { data: people = [] } = useQuery(listOf<{ id: string; name: string }>('/staff', ['staff']))
  const { data: calendars = [] } = useQuery(listOf<Calendar>('/calendars', ['calendars']))
  const { data: products = [] } = useQuery(listOf<Wire<Product>>('/products', ['products']))
  const path = `/organisations/${organisationId}/projects`
  const { data: projects = [] } = useQuery(listOf<Wire<Project>>(path, ['projects', organisationId ?? ''], organisationId !== undefined))
  return { people, calendars, products, projects }
}

/** Organisations whose name holds what is typed. */
export function useOrganisations(text: string) {
  return useQuery(listOf<Wire<Organisation>>(`/organisations?limit=50&q=${encodeURIComponent(text)}`, ['organisations', text]))
}

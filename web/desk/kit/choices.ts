import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Organisation, Project } from '#contract/organisations.ts'
import type { Product } from '#contract/products.ts'
import { call } from '../client.ts'

const listOf = <Item>(path: string, signal: AbortSignal) => call<{ items: Item[] }>(path, { signal }).then(({ items }) => items)

/** What the company sells, those on the list first. */
export function useProducts(isOn = true) {
  return useQuery({
    queryKey: ['products'],
    queryFn: ({ signal }) => listOf<Product>('/products', signal),
    enabled: isOn,
    staleTime: 60_000,
  })
}

/** The projects of an organisation, active ones first; nothing is asked while there is no organisation. */
export function useProjects(organisationId: string | null) {
  return useQuery({
    queryKey: ['projects', organisationId],
    queryFn: ({ signal }) => listOf<Project>(`/organisations/${organisationId}/projects`, signal),
    enabled: organisationId !== null,
    staleTime: 10_000,
  })
}

/** The organisations whose name holds these words, by name; fifty at most. */
export function useOrganisations(filter: { q?: string; kind?: string }, isOn = true) {
  return useQuery({
    queryKey: ['organisations', filter.q ?? '', filter.kind ?? ''],
    queryFn: ({ signal }) =>
      call<{ items: Organisation[]; nextCursor: string | null }>(`/organisations?${new URLSearchParams({ ...filter, limit: '50' })}`, {
        signal,
      }),
    enabled: isOn,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}

/** One organisation, where the reader may know of it. */
export function useOrganisation(id: string | null) {
  return useQuery({
    queryKey: ['organisation', id],
    queryFn: ({ signal }) => call<Organisation>(`/organisations/${id}`, { signal }),
    enabled: id !== null,
    staleTime: 10_000,
    retry: false,
  })
}

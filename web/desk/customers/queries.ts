import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CustomerFound } from '#contract/customers.ts'
import type { CustomerView } from '#contract/faces.ts'
import type { Contact } from '#contract/organisations.ts'
import { call } from '../client.ts'
import type { Wire } from '../client.ts'

export type Person = Wire<CustomerView>
export type Found = Wire<CustomerFound>

/** The people found by these words, or those in touch lately. */
export function useFoundCustomers(q: string) {
  return useQuery<Found[]>({
    queryKey: ['customers', q],
    queryFn: ({ signal }) =>
      call<{ items: Found[] }>(`/customers?${new URLSearchParams(q ? { q } : {})}`, { signal }).then(({ items }) => items),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}

/** One person with everything the page shows. */
export function useCustomer(id: string) {
  return useQuery({ queryKey: ['customer', id], queryFn: ({ signal }) => call<Person>(`/customers/${id}`, { signal }), staleTime: 10_000 })
}

/** Who acts for an organisation. */
export function useContacts(organisationId: string) {
  return useQuery({
    queryKey: ['contacts', organisationId],
    queryFn: ({ signal }) => call<{ items: Contact[] }>(`/organisations/${organisationId}/contacts`, { signal }).then(({ items }) => items),
    staleTime: 10_000,
  })
}

/** Reads an organisation with its contacts and projects again, and every list that names it. */
export function useRefreshOrganisation(): () => Promise<unknown> {
  const client = useQueryClient()
  return () =>
    Promise.all(
      ['organisation', 'organisations', 'contacts', 'projects', 'customer'].map((key) => client.invalidateQueries({ queryKey: [key] })),
    )
}
